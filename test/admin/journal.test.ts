import type { ServerResponse } from 'node:http'
import t from 'tap'
import { small } from '../start.ts'
import { control } from './control.ts'

t.test('an entry has the request and its outcome', async (t) => {
  const { admin, post } = await control(t)
  await admin('POST', '/clock/freeze', { at: '2026-01-15T12:00:00Z' })
  const began = performance.now()
  const { body: tag } = await post('/custom-tags?limit=5&a=1&a=2', { label: ' Hot ', extra: { deep: 1 } })
  const took = performance.now() - began
  const { status, body } = await admin('GET', '/journal')
  t.equal(status, 200)
  t.equal(body.count, 1)
  const [{ duration_ms, ...entry }] = body.entries
  t.ok(duration_ms > 0 && duration_ms <= took, `${duration_ms} of ${took} ms`)
  t.same(entry, {
    number: 1,
    time: '2026-01-15T12:00:00.000Z',
    operation_id: 'createCustomTag',
    method: 'POST',
    path: '/api/v2/custom-tags',
    query: { limit: '5', a: ['1', '2'] },
    body: { label: ' Hot ', extra: { deep: 1 } },
    status: 200,
    answer: tag,
    error: null,
    fault: null,
    unknown_fields: { body: ['extra'], query: ['limit', 'a'] }
  })
})

t.test('an entry of a refusal has its message', async (t) => {
  const { admin, get, post } = await control(t)
  await get(`/campaigns/${small.unknown}`)
  await post('/custom-tags', {})
  const { entries } = (await admin('GET', '/journal')).body
  t.match(entries, [
    { status: 404, error: 'Resource not found', body: null },
    { status: 400, error: "body must have required property 'label'", body: {} }
  ])
})

t.test('an empty answer and a body that is not JSON are shown as they are', async (t) => {
  const { admin, post } = await control(t)
  await post(`/campaigns/${small.spring}/share`)
  await post('/custom-tags', undefined, {
    payload: '{"label": ',
    headers: { 'content-type': 'application/json' }
  })
  const { entries } = (await admin('GET', '/journal')).body
  t.match(entries, [
    { status: 204, answer: null, error: null },
    { status: 400, body: '{"label": ' }
  ])
})

t.test('secrets are redacted: in bodies, in answers, in the query and in malformed JSON', async (t) => {
  const { admin, get, post } = await control(t)
  await post('/custom-tags', { label: 'x', password: 'hunter2', smtp: { imap_password: 'hunter2' } })
  await get('/campaigns?api_key=hunter2&apikey=hunter2&search=a?b')
  await admin('POST', '/faults', {
    operation_id: 'getCampaign',
    answer: { status: 404, body: { token: 'hunter2', message: 'no' } }
  })
  await get(`/campaigns/${small.spring}`)
  await post('/custom-tags', undefined, {
    payload: '{"label": "x", "client_secret" : "hunt\\"er2", "b":',
    headers: { 'content-type': 'application/json' }
  })
  const { text, body } = await admin('GET', '/journal')
  t.notMatch(text, /hunter2|er2/)
  t.match(body.entries, [
    { body: { label: 'x', password: '…', smtp: { imap_password: '…' } } },
    { query: { api_key: '…', apikey: '…', search: 'a?b' } },
    { answer: { token: '…', message: 'no' } },
    { body: '… (50 characters, left out because they may hold a secret)' }
  ])
})

t.test('secrets are redacted whatever their type, and other values are shown', async (t) => {
  const { admin, post } = await control(t)
  await post('/custom-tags', {
    label: 'x',
    password: 4711,
    api_keys: ['hunter2'],
    token: { value: 'hunter2' },
    headers: { Authorization: 'Bearer hunter2', 'X-Api-Key': 'hunter2', Accept: '*/*' },
    has_password: true,
    secret: null
  })
  t.same((await admin('GET', '/journal')).body.entries[0].body, {
    label: 'x',
    password: '…',
    api_keys: '…',
    token: '…',
    headers: { Authorization: '…', 'X-Api-Key': '…', Accept: '*/*' },
    has_password: true,
    secret: null
  })
})

t.test('secrets are redacted in URLs: their credentials and their queries, in all texts', async (t) => {
  const { admin, get, post } = await control(t)
  await get('/nowhere?api_key=hunter2&a=1')
  await get('/nowhere?a=1&api%5Fkey=hunter2')
  await post('/custom-tags', { label: 'see https://ann:hunter2@example.com/?b=2&token=hunter2#top' })
  await get('/campaigns?search=https://hunter2@example.com/')
  await get('/campaigns?key=hunter2&Auth=hunter2&auth=hunter2&auth=hunter2')
  const { text, body } = await admin('GET', '/journal')
  t.notMatch(text, /hunter2/)
  t.match(body.entries, [
    {
      error: 'Route GET:/api/v2/nowhere?api_key=…&a=1 not found',
      answer: { message: 'Route GET:/api/v2/nowhere?api_key=…&a=1 not found' }
    },
    { error: 'Route GET:/api/v2/nowhere?a=1&api%5Fkey=… not found' },
    { body: { label: 'see https://…@example.com/?b=2&token=…#top' } },
    { query: { search: 'https://…@example.com/' } },
    { query: { key: '…', Auth: '…', auth: ['…', '…'] } }
  ])
})

t.test('texts that only look like secrets stay', async (t) => {
  const { admin, post } = await control(t)
  const label = 'ann@example.com asks https://example.com/@ann?q=me@example.com&who=what? token: none'
  await post('/custom-tags', { label })
  t.equal((await admin('GET', '/journal')).body.entries[0].body.label, label)
})

for (const sent of [
  `{'label': 'x', 'password': 'hun\\'ter2', }`,
  `{"password": "hunter2`,
  `{password: hunter2, a: }`,
  `{"api_keys": ["hunter2", "hunter2"], "a": }`,
  `{"token": {"value": "hunter2"}, "a": }`,
  `{"header": "Bearer hunter2", }`,
  'label=x&PassWord=hunter2&a=1'
]) {
  t.test(`malformed JSON that may contain a secret is left out completely: ${sent}`, async (t) => {
    const { admin, post } = await control(t)
    await post('/custom-tags', undefined, {
      payload: sent,
      headers: { 'content-type': 'application/json' }
    })
    const { text, body } = await admin('GET', '/journal')
    t.notMatch(text, /hun(ter2|\\)/)
    t.equal(body.entries[0].body, `… (${sent.length} characters, left out because they may hold a secret)`)
  })
}

t.test('URLs in malformed JSON lose their credentials', async (t) => {
  const { admin, post } = await control(t)
  await post('/custom-tags', undefined, {
    payload: '{"url": "https://ann:hunter2@example.com", }',
    headers: { 'content-type': 'application/json' }
  })
  t.equal((await admin('GET', '/journal')).body.entries[0].body, '{"url": "https://…@example.com", }')
})

t.test('redaction takes time in proportion to the text', async (t) => {
  const { admin, post } = await control(t)
  const words = ['token', 'token:', 'token:[', '"password": "', '?a', '&', '://', "'", 'token ', '://a@']
  for (const word of words) {
    await post('/custom-tags', undefined, {
      payload: `{${word.repeat(900_000 / word.length)}`,
      headers: { 'content-type': 'application/json' }
    })
  }
  t.equal((await admin('POST', '/journal/count', { method: 'POST' })).body.count, words.length)
})

t.test(
  'unknown routes are noted for the workspace of a known key, and control-plane slips are not',
  async (t) => {
    const { admin, get } = await control(t)
    await get('/nonsense?x=1')
    await get('/nonsense', { key: 'wrong' })
    await get('/nonsense', { key: '' })
    await admin('GET', '/nonsense')
    const { entries } = (await admin('GET', '/journal')).body
    t.match(entries, [
      {
        operation_id: null,
        path: '/api/v2/nonsense',
        query: { x: '1' },
        status: 404,
        error: 'Route GET:/api/v2/nonsense?x=1 not found',
        unknown_fields: { body: [], query: [] }
      }
    ])
    t.equal(entries.length, 1)
  }
)

t.test('calls without a known key are in no journal, calls without a scope are', async (t) => {
  const { admin, get } = await control(t, {
    keys: new Map([['reader', { workspace: 'default', scopes: ['custom_tags:read'] }]])
  })
  await get('/campaigns', { key: 'wrong' })
  await get('/campaigns', { key: 'reader' })
  t.match((await admin('GET', '/journal')).body, { count: 1, entries: [{ status: 401 }] })
})

t.test('an entry is there before the answer is on its way', async (t) => {
  const { app, listen } = await control(t)
  const { journal } = await app.services.registry.open('default')
  const noted: number[] = []
  app.server.prependListener('request', (_request, answer: ServerResponse) => {
    const end = answer.end.bind(answer)
    answer.end = (...given: unknown[]) => {
      noted.push(journal.calls().length)
      return Reflect.apply(end, answer, given)
    }
  })
  const url = await listen()
  for (const path of ['/api/v2/campaigns', `/api/v2/campaigns/${small.unknown}`, '/api/v2/nonsense']) {
    await fetch(url + path, { headers: { authorization: 'Bearer mock_default' } })
  }
  t.same(noted, [1, 2, 3])
})

t.test('a journal belongs to its workspace', async (t) => {
  const { admin, get } = await control(t)
  await get('/campaigns')
  await get('/custom-tags', { key: 'mock_other' })
  t.match((await admin('GET', '/journal', undefined, 'mock_other')).body, {
    count: 1,
    entries: [{ number: 1, operation_id: 'listCustomTag' }]
  })
})
