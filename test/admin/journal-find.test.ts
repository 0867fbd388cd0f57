import t from 'tap'
import { small } from '../start.ts'
import { badRequest, control } from './control.ts'

const numbers = (found: { entries: { number: number }[] }) => found.entries.map(({ number }) => number)

/** Five calls: 1 list, 2 create, 3 get, 4 get of nothing, 5 an unknown route. */
async function filled(t: Parameters<typeof control>[0]) {
  const client = await control(t)
  const { admin, get, post } = client
  await admin('POST', '/clock/freeze', { at: '2026-01-15T12:00:00Z' })
  await get('/custom-tags?limit=5&search=a')
  await post('/custom-tags', { label: 'Hot', description: 'x', more: { a: 1, list: [{ x: 1, y: 2 }] } })
  await admin('POST', '/clock/advance', { by: '1h' })
  await get(`/custom-tags/${small.europe}`)
  await get(`/custom-tags/${small.unknown}`)
  await get('/nonsense')
  return client
}

for (const [what, match, wanted] of [
  ['nothing', {}, [1, 2, 3, 4, 5]],
  ['operation_id', { operation_id: 'getCustomTag' }, [3, 4]],
  ['method', { method: 'POST' }, [2]],
  ['path', { path: '/api/v2/custom-tags' }, [1, 2]],
  ['a pattern of path', { path: '/api/v2/custom-tags/*' }, [3, 4]],
  ['status', { status: 404 }, [4, 5]],
  ['no operation', { operation_id: null }, [5]],
  ['no status', { status: null }, []],
  ['part of the body', { body: { label: 'Hot' } }, [2]],
  ['part of the body within', { body: { more: { a: 1 } } }, [2]],
  ['arrays, whole and in any order of members', { body: { more: { list: [{ y: 2, x: 1 }] } } }, [2]],
  ['a part of an array, which is another', { body: { more: { list: [{ x: 1 }] } } }, []],
  ['a body of another type', { body: 'Hot' }, []],
  ['no body', { body: null }, [1, 3, 4, 5]],
  ['part of the query, as text', { query: { limit: 5 } }, [1]],
  ['a query that differs', { query: { limit: 5, search: 'b' } }, []],
  ['a query of many values', { query: { limit: ['5', 6] } }, []],
  ['since a number', { since: 3 }, [4, 5]],
  ['since an instant', { since: '2026-01-15T13:00:00Z' }, [3, 4, 5]],
  ['all together', { operation_id: 'getCustomTag', method: 'GET', status: 200, since: 2 }, [3]]
] as const) {
  t.test(`find and count by ${what}`, async (t) => {
    const { admin } = await filled(t)
    t.same(numbers((await admin('POST', '/journal/find', match)).body), wanted)
    t.same((await admin('POST', '/journal/count', match)).body, { count: wanted.length })
  })
}

t.test(
  'a GET accepts criteria that a query can express, and a search without a body matches all calls',
  async (t) => {
    const { admin } = await filled(t)
    t.same(numbers((await admin('GET', '/journal?status=404&since=4')).body), [5])
    t.same(numbers((await admin('GET', '/journal?operation_id=getCustomTag&method=GET')).body), [3, 4])
    t.same(numbers((await admin('GET', '/journal?since=2026-01-15T13:00:00Z')).body), [3, 4, 5])
    t.equal((await admin('POST', '/journal/find')).body.count, 5)
    t.equal((await admin('POST', '/journal/count')).body.count, 5)
  }
)

t.test('clear does not treat null as missing criteria', async (t) => {
  const { admin, call } = await filled(t)
  const headers = { 'content-type': 'application/json' }
  const { status, body } = await call('POST', '/__admin/journal/clear', { payload: 'null', headers })
  t.equal(status, 400)
  t.match(body, badRequest('body is null, wanted an object'))
  t.equal((await admin('GET', '/journal')).body.count, 5)
})

t.test('clear forgets the matching calls, and numbering continues', async (t) => {
  const { admin, get } = await filled(t)
  t.same((await admin('POST', '/journal/clear', { status: 404 })).body, { removed: 2 })
  t.same(numbers((await admin('GET', '/journal')).body), [1, 2, 3])
  t.same((await admin('POST', '/journal/clear')).body, { removed: 3 })
  await get('/campaigns')
  t.same(numbers((await admin('GET', '/journal')).body), [6])
})

t.test('criteria that are not known, or mean no instant, are refused', async (t) => {
  const { admin } = await filled(t)
  for (const resource of ['find', 'count', 'clear']) {
    const { status, body } = await admin('POST', `/journal/${resource}`, { operationId: 'x' })
    t.equal(status, 400)
    t.match(body, badRequest("body has operationId: 'x', wanted only operation_id, method,"))
  }
  t.equal((await admin('GET', '/journal?opration_id=x')).status, 400)
  for (const since of ['yesterday', '-1', '2026', null]) {
    t.equal((await admin('POST', '/journal/find', { since })).status, 400, `${since}`)
  }
  t.equal((await admin('GET', '/journal')).body.count, 5)
})

t.test('calls without an answer are found by a status of null', async (t) => {
  const { admin, get } = await filled(t)
  await admin('POST', '/faults', { operation_id: 'listCampaign', connection: 'close' })
  await t.rejects(get('/campaigns'))
  t.same(numbers((await admin('POST', '/journal/find', { status: null })).body), [6])
  t.same((await admin('POST', '/journal/clear', { operation_id: 'listCampaign', status: null })).body, {
    removed: 1
  })
})

for (const [match, message] of [
  [
    { operation_id: 'createCampain' },
    'operation_id is createCampain, wanted one of the contract: did you mean createCampaign?'
  ],
  [{ operation_id: '' }, 'operation_id is , wanted one of the contract such as createCampaign'],
  [{ method: 'post' }, 'method is post, wanted one in capitals such as POST'],
  [{ method: 'PSOT' }, 'method is PSOT, wanted one in capitals such as POST']
] as const) {
  t.test(`${JSON.stringify(match)} is refused because no call can match`, async (t) => {
    const { admin } = await filled(t)
    for (const [resource, body] of [
      ['journal/find', match],
      ['journal/count', match],
      ['journal/clear', match],
      ['verify', { calls: [{}, { ...match, exactly: 0 }] }]
    ] as const) {
      const answer = await admin('POST', `/${resource}`, body)
      t.equal(answer.status, 400, resource)
      t.same(answer.body, badRequest(message))
    }
    t.equal((await admin('GET', `/journal?${new URLSearchParams(match)}`)).status, 400)
    t.equal((await admin('GET', '/journal')).body.count, 5)
  })
}
