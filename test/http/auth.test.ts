import t from 'tap'
import { parseKey } from '../../src/keys/keys.ts'
import { small, start } from '../start.ts'

const withKey = (...given: string[]) => ({ keys: new Map(given.map(parseKey)) })
const error = (statusCode: number, name: string, message: string) =>
  JSON.stringify({ statusCode, error: name, message })

const missing = error(401, 'Unauthorized', 'Missing authorization header')
const malformed = error(401, 'Unauthorized', 'Invalid authorization header')
const unknown = error(401, 'Unauthorized', 'Invalid API key')

/** One operation of each kind: with a body, without, of a known thing, of an unknown one. */
const operations = [
  ['GET', '/api/v2/campaigns'],
  ['POST', '/api/v2/campaigns'],
  ['GET', `/api/v2/campaigns/${small.spring}`],
  ['GET', `/api/v2/campaigns/${small.unknown}`],
  ['PATCH', `/api/v2/custom-tags/${small.important}`],
  ['DELETE', `/api/v2/custom-tags/${small.important}`],
  ['POST', '/api/v2/custom-tags/toggle-resource'],
  ['POST', `/api/v2/campaigns/${small.spring}/share`],
  ['GET', '/api/v2/custom-tag-mappings'],
  ['GET', '/api/v2/account-campaign-mappings/anna@example.com']
] as const

t.test('without an authorization header every operation answers 401', async (t) => {
  const { call } = await start(t)
  for (const [method, url] of operations) {
    const { status, text } = await call(method, url, { key: '' })
    t.equal(status, 401, `${method} ${url}`)
    t.equal(text, missing)
  }
})

t.test('a header that is not a clean Bearer token is invalid', async (t) => {
  const { get } = await start(t)
  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    'Bearer  mock_default',
    'Bearer mock_default ',
    'Bearer mock_default mock_default',
    'bearer mock_default',
    'BEARER mock_default',
    'mock_default',
    'Basic bW9ja19kZWZhdWx0',
    'Token mock_default'
  ]) {
    const { status, text } = await get('/campaigns', { key: '', headers: { authorization } })
    t.equal(status, 401, JSON.stringify(authorization))
    t.equal(text, malformed)
  }
})

t.test('an unknown key is invalid', async (t) => {
  const { get } = await start(t)
  for (const key of ['wrong', 'mock_', 'mock_Default', 'mock_../default', 'undefined', 'null', '__proto__']) {
    const { status, text } = await get('/campaigns', { key })
    t.equal(status, 401, key)
    t.equal(text, unknown)
  }
})

t.test("the header's name is case-insensitive", async (t) => {
  const { get } = await start(t)
  const { status } = await get('/campaigns', { key: '', headers: { Authorization: 'Bearer mock_default' } })
  t.equal(status, 200)
})

t.test('a key in another place than the header is not looked at', async (t) => {
  const { get } = await start(t)
  t.equal((await get('/campaigns?api_key=mock_default', { key: '' })).text, missing)
  t.equal((await get('/campaigns', { key: '', headers: { 'x-api-key': 'mock_default' } })).text, missing)
})

t.test('HEAD is guarded as GET is', async (t) => {
  const { app } = await start(t, withKey('tags=default:custom_tags:read'))
  for (const [key, status] of [
    ['', 401],
    ['wrong', 401],
    ['tags', 401],
    ['mock_default', 200]
  ] as const) {
    const headers = key ? { authorization: `Bearer ${key}` } : {}
    const answer = await app.inject({ method: 'HEAD', url: '/api/v2/campaigns', headers })
    t.equal(answer.statusCode, status, key)
    t.equal(answer.body, '')
  }
})

t.test('a key without an accepted scope gets the required scope and its own', async (t) => {
  // Reported live (four times, August to October 2026).
  const { call } = await start(t, withKey('tags=default:custom_tags:read,leads:all'))
  for (const [method, url, scope] of [
    ['GET', '/api/v2/campaigns', 'campaigns:read'],
    ['POST', '/api/v2/campaigns', 'campaigns:create'],
    ['PATCH', `/api/v2/campaigns/${small.spring}`, 'campaigns:update'],
    ['DELETE', `/api/v2/campaigns/${small.spring}`, 'campaigns:delete'],
    ['POST', '/api/v2/custom-tags', 'custom_tags:create'],
    ['GET', '/api/v2/custom-tag-mappings', 'custom_tag_mappings:read']
  ] as const) {
    const { status, text } = await call(method, url, { key: 'tags' })
    t.equal(status, 401, `${method} ${url}`)
    const message = `Invalid scope. Required: ${scope}. Found: custom_tags:read, leads:all`
    t.equal(text, error(401, 'Unauthorized', message))
  }
})

t.test('each of the four accepted scopes opens an operation, others do not', async (t) => {
  const opening = ['campaigns:read', 'campaigns:all', 'all:read', 'all:all']
  const others = ['campaigns:update', 'custom_tags:read', 'custom_tags:all', 'all:delete', 'leads:read']
  const { get } = await start(
    t,
    withKey(...[...opening, ...others].map((scope) => `k-${scope}=default:${scope}`))
  )
  for (const scope of opening) t.equal((await get('/campaigns', { key: `k-${scope}` })).status, 200, scope)
  for (const scope of others) t.equal((await get('/campaigns', { key: `k-${scope}` })).status, 401, scope)
})

t.test('one accepted scope among several is enough', async (t) => {
  const { get } = await start(t, withKey('k=default:leads:read,campaigns:read'))
  t.equal((await get('/campaigns', { key: 'k' })).status, 200)
  t.equal((await get('/custom-tags', { key: 'k' })).status, 401)
})

t.test('an operation that names no scope is open to every valid key', async (t) => {
  const { post } = await start(t, withKey('k=default:leads:read'))
  const share = `/campaigns/${small.spring}/share`
  t.equal((await post(share, undefined, { key: 'k' })).status, 204)
  t.equal((await post(share, undefined, { key: 'wrong' })).status, 401)
})

t.test('an unknown route is reported before any mistake in the key', async (t) => {
  const { call } = await start(t)
  for (const key of ['', 'wrong', 'mock_default']) {
    t.equal((await call('GET', '/api/v2/nope', { key })).status, 404, key)
    t.equal((await call('PUT', '/api/v2/campaigns', { key })).status, 404, key)
  }
})

t.test(
  'the key is looked at before its scope, that before the body, and that before the thing',
  async (t) => {
    const { call } = await start(
      t,
      withKey('reader=default:campaigns:read', 'writer=default:campaigns:update')
    )
    const url = `/api/v2/campaigns/${small.unknown}`
    const json = { 'content-type': 'application/json' }
    const answer = async (
      key: string,
      path: string,
      payload: string,
      headers: Record<string, string> = json
    ) => (await call('PATCH', path, { key, payload, headers })).status
    const bad = '{"name":7,"daily_limit":"x"}'

    t.equal(await answer('', url, bad), 401)
    t.equal(await answer('wrong', url, bad), 401)
    t.equal(await answer('wrong', url, '{"name":'), 401, 'nor is a body that is no JSON')
    t.equal(
      await answer('wrong', url, 'name=x', { 'content-type': 'application/xml' }),
      401,
      'nor another type'
    )
    t.equal(await answer('wrong', '/api/v2/campaigns/no-id', bad), 401, 'nor an id that is none')
    t.equal(await answer('reader', url, bad), 401)
    t.equal(await answer('reader', url, '{"name":'), 401)
    t.equal(await answer('reader', '/api/v2/campaigns/no-id', bad), 401)
    t.equal(await answer('writer', url, bad), 400)
    t.equal(await answer('writer', url, '{"name":'), 400)
    t.equal(await answer('writer', url, '{"name":"x"}'), 404)
    t.equal(await answer('writer', `/api/v2/campaigns/${small.spring}`, '{"name":"x"}'), 200)
  }
)

t.test('a refused call changes nothing', async (t) => {
  const { get, patch, remove, post } = await start(t, withKey('reader=default:all:read'))
  const before = (await get('/custom-tags')).text
  for (const key of ['', 'wrong', 'reader']) {
    const tag = `/custom-tags/${small.important}`
    t.ok((await patch(tag, { label: 'Changed' }, { key })).status > 400)
    t.ok((await remove(tag, { key })).status > 400)
    t.ok((await post('/custom-tags', { label: 'New' }, { key })).status > 400)
  }
  t.equal((await get('/custom-tags')).text, before)
})

t.test('workspaces start with the same data and share nothing from then on', async (t) => {
  const { get, post, remove, patch } = await start(t)
  const [a, b] = [{ key: 'mock_a' }, { key: 'mock_b' }]
  const begin = (await get('/campaigns', a)).text
  t.equal((await get('/campaigns', b)).text, begin)

  await remove(`/campaigns/${small.spring}`, a)
  await patch(`/campaigns/${small.summer}`, { name: 'Ours' }, a)
  const { body } = await post('/custom-tags', { label: 'Ours' }, a)

  t.equal((await get('/campaigns', b)).text, begin)
  t.equal((await get(`/custom-tags/${body.id}`, b)).status, 404)
  t.equal((await post('/custom-tags', { label: 'Ours' }, b)).status, 200, 'the name is not taken there')
  t.equal((await get('/campaigns', { key: 'mock_c' })).text, begin, 'nor is a later one changed')
})
