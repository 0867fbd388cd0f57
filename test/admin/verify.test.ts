import t from 'tap'
import { small } from '../start.ts'
import { badRequest, control } from './control.ts'

/** Four calls: 1 list, 2 create Hot, 3 create Cold, 4 delete. */
async function filled(t: Parameters<typeof control>[0]) {
  const { admin, get, post, remove } = await control(t)
  await get('/custom-tags')
  await post('/custom-tags', { label: 'Hot' })
  await post('/custom-tags', { label: 'Cold' })
  await remove(`/custom-tags/${small.europe}`)
  const verify = (calls: object[], in_order?: boolean) => admin('POST', '/verify', { calls, in_order })
  return { admin, get, verify }
}

const list = { operation_id: 'listCustomTag' }
const create = { operation_id: 'createCustomTag' }
const remove = { operation_id: 'deleteCustomTag' }
const never = { operation_id: 'patchCustomTag' }

for (const [what, calls] of [
  ['a call that came', [create]],
  ['exactly', [{ ...create, exactly: 2 }]],
  ['exactly none', [{ ...never, exactly: 0 }]],
  ['at least', [{ ...create, at_least: 2 }, { at_least: 4 }]],
  [
    'at most',
    [
      { ...create, at_most: 2 },
      { ...never, at_most: 0 }
    ]
  ],
  ['a range', [{ ...create, at_least: 1, at_most: 3 }]],
  ['a body', [{ ...create, body: { label: 'Cold' }, exactly: 1 }]]
] as const) {
  t.test(`verify finds ${what}`, async (t) => {
    const { verify } = await filled(t)
    const { status, body } = await verify([...calls])
    t.equal(status, 200)
    t.same(body, { verified: true })
  })
}

for (const [what, calls, expected, found] of [
  ['exactly', { ...create, exactly: 1 }, 'exactly 1', 2],
  ['at least', { ...create, at_least: 3 }, 'at least 3', 2],
  ['at most', { ...create, at_most: 1 }, 'at most 1', 2],
  ['a range', { ...create, at_least: 3, at_most: 4 }, 'at least 3 and at most 4', 2],
  ['no count', never, 'at least 1', 0]
] as const) {
  t.test(`verify reports the difference: ${what}`, async (t) => {
    const { verify } = await filled(t)
    const { status, body } = await verify([calls])
    const { operation_id } = calls
    t.equal(status, 409)
    t.match(body, { statusCode: 409, error: 'Conflict' })
    t.match(body.differences, [{ expected: `${expected} of {"operation_id":"${operation_id}"}`, found }])
    t.ok(body.message.startsWith(`expected ${body.differences[0].expected}, found ${found}`), body.message)
    t.ok(body.differences[0].nearest.length > 0)
  })
}

t.test('if there are too many calls, up to ten are listed', async (t) => {
  const { get, verify } = await filled(t)
  const { body } = await verify([{ ...create, exactly: 1 }])
  t.same(body.differences[0].nearest, [
    { call: '2: POST /api/v2/custom-tags 200', because: [] },
    { call: '3: POST /api/v2/custom-tags 200', because: [] }
  ])
  t.equal(
    body.message,
    'expected exactly 1 of {"operation_id":"createCustomTag"}, found 2\n' +
      '  came: 2: POST /api/v2/custom-tags 200\n  came: 3: POST /api/v2/custom-tags 200'
  )
  for (let count = 0; count < 10; count++) await get('/custom-tags')
  t.match((await verify([{ ...list, at_most: 1 }])).body.differences, [
    { found: 11, nearest: { length: 10 } }
  ])
})

t.test('the nearest misses come first, with the reasons why they do not match', async (t) => {
  const { verify } = await filled(t)
  const { body } = await verify([{ ...create, method: 'POST', status: 200, body: { label: 'Warm' } }])
  t.same(body.differences[0].nearest, [
    { call: '3: POST /api/v2/custom-tags 200', because: ['body.label is "Cold", wanted "Warm"'] },
    { call: '2: POST /api/v2/custom-tags 200', because: ['body.label is "Hot", wanted "Warm"'] }
  ])
  t.equal(
    body.message.split('\n').slice(0, 2).join('\n'),
    'expected at least 1 of {"operation_id":"createCustomTag","method":"POST","status":200,"body":{"label":"Warm"}}, ' +
      'found 0\n  near: 3: POST /api/v2/custom-tags 200 (body.label is "Cold", wanted "Warm")'
  )
})

t.test('calls of other operations are not near if the wanted one was called and refused', async (t) => {
  const { admin, get, post } = await control(t)
  await post('/custom-tags', { colour: 'red' })
  for (let count = 0; count < 3; count += 1) await get('/custom-tags')
  const label = { label: 'Warm', description: 'x' }
  for (const wanted of [create, { method: 'POST' }, { path: '/api/v2/custom-tags', method: 'POST' }]) {
    const { body } = await admin('POST', '/verify', { calls: [{ ...wanted, status: 200, body: label }] })
    t.match(body.differences[0].nearest[0], {
      call: '1: POST /api/v2/custom-tags 400',
      because: { length: 3 }
    })
  }
})

t.test('if the wanted operation was not called, calls of others are near', async (t) => {
  const { verify } = await filled(t)
  const { body } = await verify([{ ...never, method: 'PATCH', body: { label: 'Warm' } }])
  t.match(body.differences[0].nearest, [
    {
      call: `4: DELETE /api/v2/custom-tags/${small.europe} 200`,
      because: [
        'operation_id is "deleteCustomTag", wanted "patchCustomTag"',
        'method is "DELETE", wanted "PATCH"',
        'body is null, wanted {"label":"Warm"}'
      ]
    },
    { call: '3: POST /api/v2/custom-tags 200' },
    { call: '2: POST /api/v2/custom-tags 200' }
  ])
})

t.test('a body member that was not sent is called absent', async (t) => {
  const { verify } = await filled(t)
  const { body } = await verify([{ ...create, body: { label: 'Hot', description: 'x' } }])
  t.match(body.differences[0].nearest[0].because, ['body.description is absent, wanted "x"'])
})

t.test('a call that was left without an answer is called unanswered', async (t) => {
  const { admin, get, verify } = await filled(t)
  await admin('POST', '/faults', { operation_id: 'listCampaign', connection: 'close' })
  await t.rejects(get('/campaigns'))
  const { body } = await verify([{ path: '/api/v2/campaigns', status: 200 }])
  t.match(body.differences[0].nearest[0], {
    call: '5: GET /api/v2/campaigns unanswered',
    because: ['status is null, wanted 200']
  })
})

t.test('each difference has its own line', async (t) => {
  const { verify } = await filled(t)
  const { body } = await verify([{ ...create, at_most: 0 }, list, { ...remove, at_most: 0 }])
  t.equal(
    body.message,
    'expected at most 0 of {"operation_id":"createCustomTag"}, found 2\n' +
      '  came: 2: POST /api/v2/custom-tags 200\n  came: 3: POST /api/v2/custom-tags 200\n' +
      'expected at most 0 of {"operation_id":"deleteCustomTag"}, found 1\n' +
      `  came: 4: DELETE /api/v2/custom-tags/${small.europe} 200`
  )
})

t.test('in order: other calls may come between', async (t) => {
  const { verify } = await filled(t)
  t.equal((await verify([list, create, remove], true)).status, 200)
  t.equal((await verify([list, remove], true)).status, 200)
  t.equal((await verify([create, create], true)).status, 200)
  t.equal(
    (await verify([{ ...never, exactly: 0 }, list, { ...never, at_most: 0 }, remove], true)).status,
    200
  )
})

t.test('in order: a call that came too early is reported', async (t) => {
  const { verify } = await filled(t)
  t.equal((await verify([remove, create])).status, 200)
  const { status, body } = await verify([list, remove, create], true)
  t.equal(status, 409)
  t.equal(body.differences.length, 1)
  t.match(body.differences[0], {
    expected: 'at least 1 of {"operation_id":"createCustomTag"} after call 4',
    found: 0,
    nearest: [
      { call: '3: POST /api/v2/custom-tags 200', because: ['it is not since 4'] },
      { call: '2: POST /api/v2/custom-tags 200', because: ['it is not since 4'] }
    ]
  })
})

const lists = { A: 'listCampaign', B: 'listCustomTag', C: 'listCustomTagMapping' }

/** Lists as the letters say, and expects `A2` exactly twice, `A?` at most once, `A*` at least not at all, `A` once. */
async function ordered(t: Parameters<typeof control>[0], came: string, wanted: string) {
  const { admin, get } = await control(t)
  const urls: Record<string, string> = { A: '/campaigns', B: '/custom-tags', C: '/custom-tag-mappings' }
  for (const letter of came) await get(`${urls[letter]}`)
  const calls = wanted.split(' ').map(([letter, count]) => {
    const of = { operation_id: Object.entries(lists).find(([name]) => name === letter)?.[1] }
    if (count === undefined) return of
    return { ...of, ...({ '?': { at_most: 1 }, '*': { at_least: 0 } }[count] ?? { exactly: Number(count) }) }
  })
  return admin('POST', '/verify', { calls, in_order: true })
}

for (const [came, wanted] of [
  ['AC', 'A B? C'],
  ['AC', 'A B* C'],
  ['ABC', 'A B? C'],
  ['AC', 'A C B?'],
  ['AAB', 'A2 B1'],
  ['ABA', 'A1 B1 A1'],
  ['ABAB', 'A B2'],
  ['BA', 'A? B A'],
  ['ABC', 'A1 C1'],
  ['ABA', 'A B1'],
  ['AAB', 'A* A1 B'],
  ['A', 'A0 A1']
] as const) {
  t.test(`in order: ${came} is ${wanted}`, async (t) => {
    const { status, body } = await ordered(t, came, wanted)
    t.equal(status, 200, body.message)
  })
}

for (const [came, wanted, message] of [
  [
    'ABA',
    'A2 B1',
    'exactly 1 of {"operation_id":"listCustomTag"} in order, found 1\n  near: 2: GET /api/v2/custom-tags 200 ' +
      '(when it came, exactly 2 of {"operation_id":"listCampaign"} was wanted, found 1)'
  ],
  [
    'ABA',
    'A1 B1',
    'exactly 1 of {"operation_id":"listCampaign"} in order, found 2\n  near: 3: GET /api/v2/campaigns 200 ' +
      '(when it came, nothing more was wanted)'
  ],
  [
    'ACB',
    'A B? C',
    'at least 1 of {"operation_id":"listCustomTagMapping"} after call 3, found 0\n  near: 2: GET'
  ],
  ['AAC', 'A1 C', 'exactly 1 of {"operation_id":"listCampaign"} in order, found 2\n  near: 2: GET'],
  ['BAAA', 'A? A3 B', 'at least 1 of {"operation_id":"listCustomTag"} after call 4, found 0\n  near: 1: GET'],
  ['BA', 'A? A? B', 'at least 1 of {"operation_id":"listCustomTag"} after call 2, found 0\n  near: 1: GET'],
  ['AB', 'A B0', 'exactly 0 of {"operation_id":"listCustomTag"} in order, found 1\n  near: 2: GET'],
  ['AA', 'A A A', 'at least 1 of {"operation_id":"listCampaign"} after call 2, found 0\n  near: 2: GET'],
  ['BA', 'A2 B', 'exactly 2 of {"operation_id":"listCampaign"}, found 1\n  near: 1: GET']
] as const) {
  t.test(`in order: ${came} is not ${wanted}, and it says so`, async (t) => {
    const { status, body } = await ordered(t, came, wanted)
    t.equal(status, 409)
    t.ok(body.message.startsWith(`expected ${message}`), body.message)
  })
}

t.test('verify counts calls without an operation or an answer, by null', async (t) => {
  const { admin, get, verify } = await filled(t)
  await admin('POST', '/faults', { operation_id: 'listCampaign', connection: 'close' })
  await t.rejects(get('/campaigns'))
  t.equal((await verify([{ status: null, exactly: 1 }])).status, 200)
  const { body } = await verify([{ operation_id: null }])
  t.match(body.differences, [{ expected: 'at least 1 of {"operation_id":null}', found: 0 }])
})

for (const [what, body, message] of [
  ['no calls', { calls: [] }, 'body/calls is [], wanted a list of 1 to 1000'],
  ['nothing', {}, 'body/calls is missing, wanted a list of 1 to 1000'],
  [
    'an unknown criterion',
    { calls: [{ exactyl: 1 }] },
    'body/calls/0 has exactyl: 1, wanted only operation_id,'
  ],
  [
    'an unknown option',
    { calls: [{}], ordered: true },
    'body has ordered: true, wanted only calls, in_order'
  ],
  [
    'a negative count',
    { calls: [{ exactly: -1 }] },
    'body/calls/0/exactly is -1, wanted a whole number of at least 0'
  ]
] as const) {
  t.test(`verify refuses ${what}`, async (t) => {
    const { admin } = await control(t)
    const answer = await admin('POST', '/verify', body)
    t.equal(answer.status, 400)
    t.match(answer.body, badRequest(message))
  })
}
