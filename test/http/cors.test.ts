import t from 'tap'
import { small, start } from '../start.ts'

const page = 'https://app.example.com'
const asks = { origin: page, 'access-control-request-method': 'PATCH' }

t.test('a page of any origin may ask to call the API, with a key and a body', async (t) => {
  const { call } = await start(t)
  const headers = { ...asks, 'access-control-request-headers': 'authorization,content-type' }
  const url = `/api/v2/campaigns/${small.spring}`
  const { status, text, headers: answered } = await call('OPTIONS', url, { key: '', headers })
  t.equal(status, 204)
  t.equal(text, '')
  t.equal(answered['access-control-allow-origin'], '*')
  t.equal(answered['access-control-allow-headers'], 'authorization,content-type')
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    t.match(answered['access-control-allow-methods'], new RegExp(`\\b${method}\\b`))
  }
  t.notOk(answered['access-control-allow-credentials'], 'a key is sent by the program, never by the browser')
})

t.test('a page may read every answer, those that refuse included', async (t) => {
  const { call: send } = await start(t, {
    keys: new Map([['own-key', { workspace: 'default', scopes: ['all:all'] }]])
  })
  const call: typeof send = (method, url, options) => send(method, url, { key: 'own-key', ...options })
  const headers = { origin: page }
  const tooLarge = { headers: { ...headers, 'content-type': 'application/json' }, payload: '1'.repeat(11e6) }
  const unread = { headers: { ...headers, 'content-type': 'application/json' }, payload: '{' }
  for (const [wanted, method, url, options] of [
    [200, 'GET', '/api/v2/campaigns', {}],
    [200, 'GET', '/openapi.json', { key: '' }],
    [400, 'GET', '/api/v2/campaigns?limit=0', {}],
    [400, 'POST', '/api/v2/campaigns', unread],
    [401, 'GET', '/api/v2/campaigns', { key: '' }],
    [404, 'GET', `/api/v2/campaigns/${small.unknown}`, {}],
    [404, 'GET', '/api/v2/nothing', {}],
    [413, 'POST', '/api/v2/campaigns', tooLarge],
    [501, 'GET', '/api/v2/ai-agents', {}]
  ] as const) {
    const { status, headers: answered } = await call(method, url, { headers, ...options })
    t.equal(status, wanted, `${method} ${url}`)
    t.equal(answered['access-control-allow-origin'], '*', `${status} may be read`)
  }
})

t.test('a page from elsewhere changes nothing with a key that everybody knows', async (t) => {
  const { call, get } = await start(t)
  const url = `/api/v2/campaigns/${small.spring}`
  for (const headers of [
    { origin: page },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }
  ] as Record<string, string>[]) {
    const { status, body } = await call('DELETE', url, { headers })
    t.equal(status, 403)
    t.match(body.message, /--key or POST \/__admin\/keys/)
  }
  t.equal((await get(`/campaigns/${small.spring}`)).status, 200)
  for (const origin of ['http://localhost:5173', 'http://127.0.0.1:8080']) {
    t.equal((await call('GET', url, { headers: { origin } })).status, 200, `${origin} is on this machine`)
  }
})

t.test(
  'an image or a script on a page from elsewhere calls no control plane; a link may lead there',
  async (t) => {
    const { call } = await start(t)
    const get = async (site: string, mode: string) => {
      const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': mode }
      return (await call('GET', '/__admin/clock', { headers })).status
    }
    t.equal(await get('cross-site', 'no-cors'), 403)
    t.equal(await get('cross-site', 'navigate'), 200)
    for (const site of ['same-origin', 'same-site', 'none']) t.equal(await get(site, 'no-cors'), 200, site)
  }
)

t.test('OPTIONS that is not a preflight is an unknown route, as on the service', async (t) => {
  const { call, app } = await start(t)
  for (const url of ['/api/v2/campaigns', '/api/v2/nothing', '/', '/__admin/reset']) {
    for (const headers of [undefined, { origin: page }]) {
      const { status, text } = await call('OPTIONS', url, { key: '', headers })
      t.equal(status, 404)
      t.equal(text, `{"message":"Route OPTIONS:${url} not found","error":"Not Found","statusCode":404}`)
    }
  }
  const { journal } = await app.services.registry.open('default')
  await call('OPTIONS', '/api/v2/campaigns')
  t.match(journal.calls(), [{ method: 'OPTIONS', status: 404 }])
})

t.test('a preflight is not a call of the client: the journal does not contain it', async (t) => {
  const { call, app } = await start(t)
  await call('OPTIONS', '/api/v2/campaigns', { headers: asks })
  t.equal((await app.services.registry.open('default')).journal.calls().length, 0)
})

t.test(
  'the control plane accepts calls from programs, its own pages and other pages on this machine',
  async (t) => {
    const { call } = await start(t)
    const near: Record<string, string>[] = [
      {},
      { origin: 'http://localhost:5173' },
      { origin: 'http://127.0.0.1:8080' },
      { origin: 'http://[::1]:8080' },
      { origin: 'http://app.localhost:8080' },
      { origin: 'http://mock:3000', host: 'mock:3000' }
    ]
    for (const headers of near) {
      const { status, headers: answered } = await call('POST', '/__admin/reset', { headers })
      t.equal(status, 200, headers.origin ?? 'a program')
      t.equal(answered['access-control-allow-origin'], '*')
    }
  }
)

t.test('the control plane does nothing for a page from elsewhere', async (t) => {
  const { call, get, post } = await start(t)
  const { body } = await post('/custom-tags', { label: 'Stays' })
  for (const origin of [
    page,
    'null',
    'nonsense',
    'http://localhost.example.com',
    'http://127.0.0.1.nip.io'
  ]) {
    for (const url of [
      '/__admin/reset',
      '/__admin/workspaces/default/reset',
      '/__%61dmin/workspaces/default/reset',
      '//__admin/workspaces/default/reset'
    ]) {
      const { status } = await call('POST', url, { headers: { origin } })
      t.ok([403, 404].includes(status), `${origin} to ${url}: ${status}`)
    }
  }
  t.equal((await get(`/custom-tags/${body.id}`)).status, 200)
  const answer = await call('POST', '/__admin/reset', { headers: { origin: page } })
  const { status, body: refusal } = answer
  t.equal(status, 403)
  t.equal(answer.headers['access-control-allow-origin'], '*', 'the page may read why')
  t.match(refusal, { statusCode: 403, error: 'Forbidden', message: /--admin-key/ })
})

t.test('a locked control plane accepts calls from any page that knows its key', async (t) => {
  const { call } = await start(t, { admin: { key: 'hush-hush' } })
  const headers = { origin: page }
  t.equal((await call('POST', '/__admin/reset', { headers })).status, 401)
  const known = await call('POST', '/__admin/reset', { headers: { ...headers, 'x-admin-key': 'hush-hush' } })
  t.equal(known.status, 200)
  t.equal(known.headers['access-control-allow-origin'], '*')
})

t.test('answers forbid browsers to guess another type', async (t) => {
  const { call } = await start(t)
  for (const url of ['/', '/docs/', '/openapi.json', '/__admin/docs', '/api/v2/campaigns', '/nothing']) {
    t.equal((await call('GET', url)).headers['x-content-type-options'], 'nosniff', url)
  }
})

t.test('the pages load nothing from elsewhere and are shown in no frame', async (t) => {
  const { call } = await start(t)
  const headers = { accept: 'text/html' }
  for (const url of ['/', '/docs/', '/__admin/docs']) {
    const policy = (await call('GET', url, { headers })).headers['content-security-policy']
    t.strictSame(String(policy).split('; '), [
      "default-src 'self'",
      "script-src 'self' 'unsafe-inline'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'"
    ])
    t.notMatch(policy, /https?:/)
  }
  t.notOk((await call('GET', '/api/v2/campaigns')).headers['content-security-policy'])
})
