import t from 'tap'
import { small } from '../start.ts'
import { badRequest, control } from './control.ts'

const spring = `/campaigns/${small.spring}`

/** Which of this many calls fail. */
async function failing(t: Parameters<typeof control>[0], rule: object, count: number) {
  const { admin, get } = await control(t)
  await admin('POST', '/faults', { operation_id: 'getCampaign', answer: { status: 429 }, ...rule })
  const failed: number[] = []
  for (let call = 1; call <= count; call++) if ((await get(spring)).status === 429) failed.push(call)
  return { failed, fault: (await admin('GET', '/faults/fault-1')).body }
}

for (const [what, rule, wanted] of [
  ['all calls', {}, [1, 2, 3, 4, 5, 6]],
  ['the first two', { calls: { to: 2 } }, [1, 2]],
  ['from the fifth on', { calls: { from: 5 } }, [5, 6]],
  ['the third and fourth', { calls: { from: 3, to: 4 } }, [3, 4]],
  ['every second', { every: 2 }, [2, 4, 6]],
  ['every second from the third on', { calls: { from: 3 }, every: 2 }, [4, 6]]
] as const) {
  t.test(`a fault happens to ${what}, and is counted`, async (t) => {
    const { failed, fault } = await failing(t, rule, 6)
    t.same(failed, wanted)
    t.match(fault, { matched: 6, fired: wanted.length })
  })
}

t.test('of two faults the first that is due happens, and both count', async (t) => {
  const { admin, get } = await control(t)
  await admin('POST', '/faults', {
    operation_id: 'getCampaign',
    calls: { from: 2, to: 2 },
    answer: { status: 404 }
  })
  await admin('POST', '/faults', { operation_id: 'getCampaign', answer: { status: 429 } })
  const got = [await get(spring), await get(spring), await get(spring)].map(({ status }) => status)
  t.same(got, [429, 404, 429])
  const counts = (await admin('GET', '/faults')).body.faults
  t.match(counts, [
    { id: 'fault-1', matched: 3, fired: 1 },
    { id: 'fault-2', matched: 3, fired: 2 }
  ])
})

for (const [what, rule, hit, missed] of [
  ['a path with *', { path: '/api/v2/campaigns/*' }, spring, '/campaigns'],
  ['a whole path', { path: '/api/v2/campaigns' }, '/campaigns?limit=1', spring],
  ['a path of the contract', { path: '/api/v2/campaigns/{id}' }, spring, '/campaigns'],
  ['a path with an id', { path: `/api/v2${spring}` }, spring, `/campaigns/${small.summer}`],
  ['a method and a path', { method: 'GET', path: '/api/v2/*' }, '/campaigns', spring],
  ['a path with * in the middle', { path: '/api/v2/*/count-launched' }, '/campaigns/count-launched', spring]
] as const) {
  t.test(`a fault is for ${what}`, async (t) => {
    const { admin, get } = await control(t)
    const made = await admin('POST', '/faults', { ...rule, answer: { status: 429 } })
    t.equal(made.status, 200)
    t.equal((await get(hit)).status, 429)
    t.equal((await get(missed)).status, 200)
  })
}

t.test('a fault for a method spares the others', async (t) => {
  const { admin, call } = await control(t)
  await admin('POST', '/faults', { method: 'DELETE', path: '/api/v2/campaigns/*', answer: { status: 429 } })
  t.equal((await call('GET', `/api/v2${spring}`)).status, 200)
  t.equal((await call('DELETE', `/api/v2${spring}`)).status, 429)
})

const answer = { status: 429 }
for (const [what, rule, message] of [
  [
    'no such operation',
    { operation_id: 'getCampain', answer },
    'operation_id is getCampain, wanted one of the contract: did you mean getCampaign?'
  ],
  [
    'an operation at another path',
    { operation_id: 'getCampaign', path: '/api/v2/accounts', answer },
    'No operation of the contract is {"operation_id":"getCampaign","path":"/api/v2/accounts"}; force: true allows it anyway'
  ],
  [
    'a method in small letters',
    { method: 'get', path: '/api/v2/campaigns', answer },
    'No operation of the contract is {"method":"get","path":"/api/v2/campaigns"}; force: true allows it anyway'
  ],
  [
    'a status that is not documented',
    { operation_id: 'getCampaign', answer: { status: 418 } },
    'The contract documents no 418 for getCampaign, wanted 403, 408, 429, 500 or above, or one of 200, 401, 402, 404, 429; force: true allows it anyway'
  ],
  [
    'a redirect',
    { operation_id: 'getCampaign', answer: { status: 302 } },
    'The contract documents no 302 for getCampaign, wanted 403, 408, 429, 500 or above, or one of 200, 401, 402, 404, 429; force: true allows it anyway'
  ],
  [
    'a success that is not documented',
    { operation_id: 'shareCampaign', answer: { status: 200, body: {} } },
    'The contract documents no 200 for shareCampaign, wanted 403, 408, 429, 500 or above, or one of 204, 401, 402, 404, 429; force: true allows it anyway'
  ],
  [
    'calls that end before they begin',
    { operation_id: 'getCampaign', calls: { from: 3, to: 1 }, answer },
    'The calls are from 3 to 1, wanted to at or after from'
  ],
  [
    'a path outside the API, forced or not',
    { path: '/health', answer, force: true },
    'path is /health, wanted one without a query that begins with /api/v2/, such as /api/v2/campaigns/*'
  ],
  [
    'nothing like an operation',
    { operation_id: 'xyz', answer },
    'operation_id is xyz, wanted one of the contract such as createCampaign'
  ],
  [
    'a status that no operation of many documents',
    { answer: { status: 418 } },
    'The contract documents no 418 for 240 operations, wanted 403, 408, 429, 500 or above, or one of '
  ],
  [
    'a header that is none',
    { answer: { ...answer, headers: { 'no name': 'x' } } },
    'answer.headers has the name "no name", wanted a token'
  ],
  [
    'a header of two lines',
    { answer: { ...answer, headers: { a: 'x\r\ny: z' } } },
    'answer.headers.a is "x\\r\\ny: z", wanted one line of Latin-1'
  ],
  [
    'a length of its own',
    { answer: { ...answer, headers: { 'Content-Length': '7' } } },
    'answer.headers has Content-Length, which the server sets itself, wanted it left out'
  ],
  [
    'a body that is never sent',
    { operation_id: 'shareCampaign', answer: { status: 204, body: { a: 1 } } },
    'The answer 204 has a body, which HTTP never sends with it, wanted it left out'
  ],
  [
    'HTML that is no text',
    { answer: { status: 502, headers: { 'content-type': 'text/html' }, body: { a: 1 } } },
    'The answer is text/html, wanted answer.body as text, or a JSON content-type'
  ],
  [
    'a body too deep to be written',
    { answer: { status: 500, body: JSON.parse(`${'['.repeat(101)}${']'.repeat(101)}`) } },
    'body is nested more than 100 deep'
  ],
  [
    'nothing to do',
    { operation_id: 'getCampaign' },
    'The fault does nothing, wanted answer, connection or delay_ms'
  ],
  [
    'an answer on a closed connection',
    { operation_id: 'getCampaign', answer, connection: 'close' },
    'The fault has an answer and the connection close, wanted one of them'
  ],
  [
    'an unknown field',
    { operationId: 'getCampaign', operation_id: 'getCampaign', answer },
    "body has operationId: 'getCampaign', wanted only operation_id, method,"
  ],
  [
    'an unknown connection',
    { operation_id: 'getCampaign', connection: 'explode' },
    "body/connection is 'explode', wanted one of stall, close, reset, truncate, malform"
  ]
] as const) {
  t.test(`an invalid fault is refused when it is added: ${what}`, async (t) => {
    const { admin } = await control(t)
    const { status, body } = await admin('POST', '/faults', rule)
    t.equal(status, 400)
    t.match(body, badRequest(message))
    t.same((await admin('GET', '/faults')).body, { faults: [] })
  })
}

t.test('an answer that has no body needs none', async (t) => {
  for (const status of [204, 205, 304]) {
    const { admin, get } = await control(t)
    const fault = { operation_id: 'getCampaign', answer: { status, body: null }, force: true }
    t.equal((await admin('POST', '/faults', fault)).status, 200)
    t.match(await get(spring), { status, text: '' })
    await admin('DELETE', '/faults')
    t.equal((await admin('POST', '/faults', { ...fault, answer: { status } })).status, 200)
    t.match(await get(spring), { status, text: '' })
  }
})

t.test('force allows what is not in the contract', async (t) => {
  const { admin, get } = await control(t)
  for (const [status, error] of [
    [500, 'Internal Server Error'],
    [599, 'Unknown']
  ] as const) {
    await admin('DELETE', '/faults')
    t.equal(
      (await admin('POST', '/faults', { operation_id: 'getCampaign', answer: { status }, force: true }))
        .status,
      200
    )
    t.same((await get(spring)).body, { statusCode: status, error, message: error })
  }
  await admin('POST', '/faults', {
    path: '/api/v2/brand-new/*',
    answer: { status: 202, body: {} },
    force: true
  })
  t.equal((await get('/brand-new/thing')).status, 202)
  t.equal((await get('/brand-new/thing', { key: 'unknown' })).status, 404)
  t.equal((await get('/brand-new/thing', { key: 'mock_other' })).status, 404)
  const everywhere = { answer: { status: 503 }, force: true }
  await admin('DELETE', '/faults')
  const made = await admin('POST', '/faults', everywhere)
  t.notOk('force' in made.body)
  t.equal((await get('/custom-tags')).status, 503)
})

t.test('any outage, and 403, 408 and 429, need no force at any operation', async (t) => {
  const { admin, get } = await control(t)
  for (const status of [500, 502, 503, 504, 599, 403, 408, 429]) {
    await admin('DELETE', '/faults')
    t.equal(
      (await admin('POST', '/faults', { operation_id: 'listCampaign', answer: { status } })).status,
      200
    )
    t.equal((await get('/campaigns')).status, status)
  }
})

t.test('a fault without operation and path is for all, and ** for any number of segments', async (t) => {
  const { admin, get } = await control(t)
  const statuses = async () =>
    Promise.all(
      ['/campaigns', spring, '/custom-tags', '/audit-logs'].map(async (url) => (await get(url)).status)
    )
  await admin('POST', '/faults', { answer: { status: 503 } })
  t.same(await statuses(), [503, 503, 503, 503])
  await admin('DELETE', '/faults')
  await admin('POST', '/faults', { path: '/api/v2/campaigns/**', answer: { status: 503 } })
  t.same(await statuses(), [503, 503, 200, 501])
  await admin('DELETE', '/faults')
  await admin('POST', '/faults', { path: '/api/v2/**/count-launched', answer: { status: 503 } })
  t.equal((await get('/campaigns/count-launched')).status, 503)
  t.same(await statuses(), [200, 200, 200, 501])
})
