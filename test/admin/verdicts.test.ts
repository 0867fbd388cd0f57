import t from 'tap'
import { createInstantlyMock, type Expectation } from '../../src/index.ts'
import { small } from '../start.ts'
import { control } from './control.ts'

const never = { operation_id: 'deleteCampaign', exactly: 0 }

/** More calls than a journal keeps, the first of which deletes a campaign. */
async function overfull(t: Parameters<typeof control>[0]) {
  const client = await control(t)
  await client.admin('POST', '/clock/freeze', { at: '2026-01-15T12:00:00Z' })
  await client.remove(`/campaigns/${small.spring}`)
  const { journal } = await client.app.services.registry.open('default')
  const [call] = journal.calls()
  if (!call) throw new Error('the call is not noted')
  for (let count = 0; count < 10_000; count++)
    journal.add({ ...call, operationId: 'listCampaign', method: 'GET' })
  await client.admin('POST', '/clock/advance', { by: '1h' })
  await client.get('/custom-tags')
  const verify = (calls: object[], in_order = false) => client.admin('POST', '/verify', { calls, in_order })
  return { ...client, verify }
}

t.test('no verdict is given that forgotten calls could change', async (t) => {
  const { verify } = await overfull(t)
  const { status, body } = await verify([never])
  t.equal(status, 422)
  t.match(body.message, /^The journal has forgotten 2 calls, up to number 2, .* since: 2, or a clear/)
  t.equal(
    (await verify([{ operation_id: 'listCampaign', at_least: 10_000 }])).status,
    422,
    'one is forgotten'
  )
  t.equal((await verify([{ operation_id: 'listCustomTag', exactly: 1 }])).status, 422)
  t.equal((await verify([{ operation_id: 'listCustomTag', at_most: 0 }], true)).status, 422)
})

t.test('a verdict that no forgotten call can change is given', async (t) => {
  const { verify } = await overfull(t)
  t.equal((await verify([{ ...never, since: 2 }])).status, 200)
  t.equal((await verify([{ ...never, since: '2026-01-15T12:30:00Z' }])).status, 200)
  t.equal((await verify([{ ...never, since: '2026-01-15T12:00:00Z' }])).status, 422)
  t.equal((await verify([{ operation_id: 'listCustomTag' }])).status, 200, 'it came, whatever else did')
  t.equal((await verify([{ operation_id: 'listCustomTag', exactly: 0 }])).status, 409, 'it is one too many')
})

t.test('forgotten calls are reported along with found, counted and verified ones', async (t) => {
  const { admin } = await overfull(t)
  const match = { operation_id: 'listCustomTag' }
  t.match((await admin('POST', '/journal/find', match)).body, { count: 1, forgotten: 2 })
  t.match((await admin('GET', '/journal?operation_id=listCustomTag')).body, { count: 1, forgotten: 2 })
  t.same((await admin('POST', '/journal/count', match)).body, { count: 1, forgotten: 2 })
  t.equal((await admin('GET', '/report')).body.forgotten, 2)
})

for (const [what, criteria, message] of [
  [
    'a path of nothing',
    { path: '/campaigns/*' },
    'path is /campaigns/*, wanted one without a query that begins'
  ],
  [
    'a whole URL',
    { path: 'https://api.instantly.ai/api/v2/campaigns' },
    'wanted one without a query that begins'
  ],
  ['a path with a query', { path: '/api/v2/campaigns?limit=1' }, 'wanted one without a query that begins'],
  [
    'a method of another operation',
    { operation_id: 'getCampaign', method: 'POST' },
    'No call of getCampaign is'
  ],
  [
    'a path of another operation',
    { operation_id: 'getCampaign', path: '/api/v2/accounts' },
    'No call of getCampaign'
  ],
  [
    'a status of nothing',
    { status: 2000 },
    '/status is 2000, wanted a whole number from 200 to 599, or null'
  ],
  ['a leap second', { since: '2016-12-31T23:59:60Z' }, '/since is '],
  [
    'a secret',
    { body: { password: 'hunter2' } },
    "body holds a secret, which the journal redacts, wanted '…' in"
  ],
  ['a secret of the query', { query: { api_key: 'hunter2' } }, 'query holds a secret'],
  ['a key of the query', { query: { key: 'hunter2' } }, 'query holds a secret'],
  [
    'an object in the query',
    { query: { a: { b: 1 } } },
    'wanted a text, or a number, or true or false, or a list'
  ],
  ['no value in the query', { query: { a: [] } }, '/query/a is [], wanted'],
  [
    'exactly with at_least',
    { exactly: 1, at_least: 1 },
    'The calls are exactly 1, wanted neither at_least nor at_most with it'
  ],
  [
    'exactly with at_most',
    { exactly: 1, at_most: 1 },
    'The calls are exactly 1, wanted neither at_least nor at_most with it'
  ],
  ['a most below the least', { at_least: 2, at_most: 1 }, 'The calls are at least 2 and at most 1, wanted'],
  [
    'a body too deep',
    { body: JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`) },
    'nested more than 100 deep'
  ]
] as const) {
  t.test(`criteria that no call can meet are refused: ${what}`, async (t) => {
    const { admin } = await control(t)
    const counts = 'exactly' in criteria || 'at_least' in criteria ? {} : { exactly: 0 }
    const { status, body } = await admin('POST', '/verify', { calls: [{ ...criteria, ...counts }] })
    t.equal(status, 400)
    t.ok(body.message.includes(message), body.message)
  })
}

t.test('values that JSON cannot represent are not accepted as criteria', async (t) => {
  const { verify, close } = await createInstantlyMock({ port: false, fixture: 'small' })
  t.teardown(close)
  for (const [name, text] of [
    [/x/, '/x/'],
    [() => 1, '[Function'],
    [Number.NaN, 'NaN']
  ]) {
    const calls = [{ body: { name }, exactly: 0 }] as Expectation[]
    t.throws(() => verify(calls), { message: /^verify: calls\[0\]\.body\.name is .*what JSON can hold/ })
    t.ok(text)
  }
})

for (const [called, path] of [
  [`/campaigns/${small.spring}`, '/api/v2/campaigns/{id}'],
  [`/campaigns/${small.spring}`, '/api/v2/campaigns/*/'],
  ['/campaigns/', '/api/v2/campaigns'],
  ['/accounts/ann%40example.com', '/api/v2/accounts/ann@example.com'],
  ['/accounts/ann@example.com', '/api/v2/accounts/ann%40example.com'],
  ['/accounts/100%25', '/api/v2/accounts/100%'],
  [`/campaigns/${small.spring}`, '/api/v2/**']
] as const) {
  t.test(`a path is normalised: ${called} is ${path}`, async (t) => {
    const { admin, get } = await control(t)
    await get(called)
    t.same((await admin('POST', '/journal/count', { path })).body, { count: 1 })
  })
}

t.test('a list of one parameter is that parameter', async (t) => {
  const { admin, get } = await control(t)
  await get('/campaigns?limit=5')
  t.same((await admin('POST', '/journal/count', { query: { limit: [5] } })).body, { count: 1 })
})

t.test('an odd entry spoils itself only', async (t) => {
  const { admin, post, get } = await control(t)
  const headers = { 'content-type': 'application/json' }
  await post('/custom-tags', undefined, { headers, payload: `{"a":${'"\\"'.repeat(3_000_000)}` })
  await post('/custom-tags', undefined, { headers, payload: `${'['.repeat(20_000)}${']'.repeat(20_000)}` })
  await post('/custom-tags', undefined, { headers, payload: `{"label":"]{[\\"${'['.repeat(600)}"}` })
  await admin('POST', '/faults', {
    operation_id: 'listCampaign',
    answer: { status: 500, body: { message: { toString: 1 }, items: [], next_starting_after: 'x' } }
  })
  await post('/campaigns/list', { limit: { toString: 1 } })
  await get('/campaigns')
  const { status, body } = await admin('GET', '/journal')
  t.equal(status, 200)
  t.equal(body.entries[1].body, '… (nested more than 500 deep, left out)')
  t.equal(body.entries[2].body.label, `]{["${'['.repeat(600)}`, 'brackets in a text are no depth')
  t.equal((await admin('GET', '/report')).status, 200)
  t.equal((await admin('POST', '/verify', { calls: [{ body: { label: 'x' }, exactly: 0 }] })).status, 200)
  t.same((await admin('POST', '/journal/clear', { body: { a: 1 } })).body, { removed: 0 })
})

t.test('a byte order mark hides nothing from the journal and strict mode', async (t) => {
  const { admin, post } = await control(t)
  await admin('PUT', '/strictness', { strict: true })
  const payload = `\uFEFF${JSON.stringify({ label: 'x', colour: 'red' })}`
  const { status } = await post('/custom-tags', undefined, {
    headers: { 'content-type': 'application/json' },
    payload
  })
  t.equal(status, 400)
  t.match((await admin('GET', '/journal')).body.entries, [
    { body: { label: 'x' }, unknown_fields: { body: ['colour'] } }
  ])
})

t.test('strict mode and the journal look inside unions', async (t) => {
  const { admin, post } = await control(t)
  const toggle = { tag_ids: [small.europe], resource_type: 2, assign: true, selected_all: true }
  await admin('PUT', '/strictness', { strict: true })
  const { status, body } = await post('/custom-tags/toggle-resource', { ...toggle, filter: { tags: ['x'] } })
  t.equal(status, 400)
  t.equal(body.message, 'body must NOT have additional properties: filter.tags (strict mode)')
  t.equal((await post('/custom-tags/toggle-resource', { ...toggle, filter: { search: 'x' } })).status, 200)
  await admin('PUT', '/strictness', { strict: false })
  await post('/custom-tags/toggle-resource', { ...toggle, filter: { tags: ['x'] } })
  t.match((await admin('GET', '/journal?since=2')).body.entries, [
    { unknown_fields: { body: ['filter.tags'] } }
  ])
})

t.test('a value that the service turns into another type is refused in strict mode', async (t) => {
  const { admin, post, patch } = await control(t)
  await admin('PUT', '/strictness', { strict: true })
  const { status, body } = await post('/custom-tags', { label: 5 })
  t.equal(status, 400)
  t.equal(body.message, 'body/label must be string (strict mode)')
  t.equal((await patch(`/campaigns/${small.spring}`, { daily_limit: '50' })).status, 400)
  t.equal((await patch(`/campaigns/${small.spring}`, { daily_limit: 50 })).status, 200)
})

t.test('so is one inside a union', async (t) => {
  const { admin, post } = await control(t)
  const toggle = { tag_ids: [small.europe], resource_type: 2, assign: true, selected_all: true }
  const filtered = (filter: unknown) => post('/custom-tags/toggle-resource', { ...toggle, filter })
  t.equal((await filtered({ search: 5 })).status, 200, 'the service makes a text of it')
  await admin('PUT', '/strictness', { strict: true })
  const { status, body } = await filtered({ search: 5 })
  t.equal(status, 400)
  t.equal(body.message, 'body/filter/search must be string (strict mode)')
  for (const filter of [{ search: '5' }, null, 'ACC_FILTER_PAUSED'])
    t.equal((await filtered(filter)).status, 200)
})

t.test('since is the number of a call that came: after a later one, nothing verifies', async (t) => {
  const { admin, get } = await control(t)
  for (let count = 0; count < 2; count++) await get('/custom-tags')
  const message = 'since is 3, wanted the number of a recorded call: the last is 2'
  for (const [path, body] of [
    ['/verify', { calls: [{ ...never, since: 3 }] }],
    ['/journal/find', { since: 3 }],
    ['/journal/count', { since: 3 }],
    ['/journal/clear', { since: 3 }]
  ] as const) {
    const answer = await admin('POST', path, body)
    t.equal(answer.status, 400, path)
    t.equal(answer.body.message, message)
  }
  t.equal((await admin('GET', '/journal?since=3')).status, 400)
  t.equal((await admin('POST', '/verify', { calls: [{ ...never, since: 2 }] })).status, 200)
  t.same((await admin('POST', '/journal/clear', { operation_id: 'listCustomTag' })).body, { removed: 2 })
  t.equal((await admin('POST', '/journal/find', { since: 2 })).status, 200, 'it came, though it is cleared')
})

t.test('forgotten calls are reported in process, too', async (t) => {
  await using mock = await createInstantlyMock()
  await mock.fetch('/api/v2/custom-tags')
  t.equal(mock.forgottenRequests(), 0)
  t.throws(() => mock.requests({ since: 2 }), /^since is 2, wanted /)
  // A call may be as long as its address, and a journal keeps 32 Mi characters.
  const long = `/api/v2/custom-tags?search=${'x'.repeat(9_000_000)}`
  for (let count = 0; count < 4; count++) await mock.fetch(long)
  t.equal(mock.forgottenRequests(), 2)
  t.equal(mock.requests().length, 3)
})

t.test('a thousand expectations in order, all of which may be absent, have their verdict', async (t) => {
  const { admin, get } = await control(t)
  for (let count = 0; count < 20; count++) await get('/custom-tags')
  const verify = (calls: object[]) => admin('POST', '/verify', { calls, in_order: true })
  const optional = { operation_id: 'listCustomTag', at_least: 0 }
  t.equal((await verify(Array.from({ length: 1000 }, () => optional))).status, 200)
  const last = { operation_id: 'listCampaign' }
  const { status, body } = await verify([...Array.from({ length: 999 }, () => optional), last])
  t.equal(status, 409)
  t.equal(body.differences.length, 1)
  const { message } = (await verify(Array.from({ length: 1001 }, () => optional))).body
  t.match(message, /^body\/calls is \[.*, wanted a list of 1 to 1000$/)
})

t.test(
  'an order with too many possibilities is refused, because its verdict would block other requests',
  async (t) => {
    const { admin, get, app } = await control(t)
    await get('/custom-tags')
    const { journal } = await app.services.registry.open('default')
    const [call] = journal.calls()
    if (!call) throw new Error('the call is not noted')
    for (let count = 0; count < 400; count++) journal.add(call)
    const calls = Array.from({ length: 300 }, () => ({ operation_id: 'listCustomTag', at_most: 300 }))
    const { status, body } = await admin('POST', '/verify', { calls, in_order: true })
    t.equal(status, 400)
    t.match(body.message, /^300 expectations and 401 calls can be matched in too many ways .* wanted fewer/)
  }
)

t.test('of many differences, the first ten list the nearest calls', async (t) => {
  const { admin, get } = await control(t)
  await get('/custom-tags')
  const calls = Array.from({ length: 12 }, () => ({ operation_id: 'createCampaign' }))
  const { differences } = (await admin('POST', '/verify', { calls })).body
  t.same(
    differences.map(({ nearest }: { nearest: object[] }) => nearest.length),
    [...Array(10).fill(1), 0, 0]
  )
})
