import t from 'tap'
import { modeOf } from '../../src/deliveries/mode.ts'
import type { Document } from '../../src/docs/examples.ts'
import { small, start } from '../start.ts'

const open = { key: '' }

t.test('/docs leads to a page that needs no key and fills one in', async (t) => {
  const { call } = await start(t)
  const { status, headers } = await call('GET', '/docs', open)
  t.equal(status, 302)
  t.equal(headers.location, '/docs/')
  const page = await call('GET', '/docs/', open)
  t.equal(page.status, 200)
  t.match(page.headers['content-type'], 'text/html')
  t.match(page.text, "preauthorizeApiKey('ApiKeyAuth', 'mock_default')")
})

t.test('the page asks this server for all that it shows', async (t) => {
  const { call } = await start(t)
  const { text } = await call('GET', '/docs/', open)
  const addresses = [...text.matchAll(/(?:src|href|url)(?:=|: )["'](.*?)["']/g)].map(([, address]) => address)
  t.ok(addresses.includes('/docs/swagger-ui-bundle.js'))
  for (const address of addresses) {
    const { pathname, host } = new URL(String(address), 'http://here/docs/')
    t.equal(host, 'here')
    t.equal((await call('GET', pathname, open)).status, 200, `${pathname} is there`)
  }
})

t.test("the page's files arrive completely and with their type", async (t) => {
  const { call } = await start(t)
  const types = {
    'swagger-ui.css': 'text/css',
    'swagger-ui-bundle.js': 'text/javascript',
    'favicon-32x32.png': 'image/png'
  }
  for (const [name, type] of Object.entries(types)) {
    const { status, headers, text } = await call('GET', `/docs/${name}`, open)
    t.equal(status, 200)
    t.match(headers['content-type'], type)
    t.ok(text.length > 500)
  }
})

t.test('the first two visitors at once both get the page', async (t) => {
  const { call } = await start(t)
  const both = await Promise.all([
    call('GET', '/docs/openapi.json', open),
    call('GET', '/docs/openapi.json', open)
  ])
  t.equal(both[0].status, 200)
  t.same(both[0].body, both[1].body)
})

t.test('HEAD answers as GET does, without a body', async (t) => {
  const { app } = await start(t)
  for (const url of ['/docs/', '/docs/swagger-ui.css', '/docs/openapi.json', '/openapi.yaml']) {
    const { statusCode, body } = await app.inject({ method: 'HEAD', url })
    t.equal(statusCode, 200, url)
    t.equal(body, '')
  }
})

t.test('a path that is not there, below /docs, is refused like any other', async (t) => {
  const { call } = await start(t)
  for (const url of ['/docs/nothing', '/docs/static/nothing.js', '/docs/..%2fpackage.json']) {
    const { status, body } = await call('GET', url, open)
    t.equal(status, 404)
    t.same(body, { message: `Route GET:${url} not found`, error: 'Not Found', statusCode: 404 })
  }
})

/** The only example, or the first of them. */
function bodyOf(requestBody: Document['paths'][string][string]['requestBody']): unknown {
  const { example, examples = {} } = requestBody?.content?.['application/json'] ?? {}
  return example ?? Object.values(examples)[0]?.value
}

type Parameter = { name: string; required?: boolean; example?: unknown }

/** The path with its own parameters, then those of the query that must be there. */
function filledIn(path: string, parameters: Parameter[]): string {
  const inPath = path.replace(/\{(\w+)\}/g, (_, name) =>
    String(parameters.find((p) => p.name === name)?.example)
  )
  const query = parameters.filter(({ name, required }) => required && !path.includes(`{${name}}`))
  return query.length
    ? `${inPath}?${query.map(({ name, example }) => `${name}=${example}`).join('&')}`
    : inPath
}

/** The page's unchanged request for each operation; deletions come last, and those of everything at the very end. */
function forms({ paths }: Document) {
  const all = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      url: filledIn(path, parameters),
      filled: parameters.filter((p) => p.example !== undefined).length,
      required: parameters.filter((p) => p.required).length,
      body: bodyOf(requestBody)
    }))
  )
  return [
    ...all.filter(({ method }) => method !== 'DELETE'),
    ...all.filter(({ method }) => method === 'DELETE').toSorted((a, b) => b.filled - a.filled)
  ]
}

t.test('every form can be sent as the page fills it in', async (t) => {
  const { call } = await start(t)
  const document: Document = (await call('GET', '/docs/openapi.json', open)).body
  const sent = forms(document)
  t.ok(sent.length > 20)
  for (const { method, url, body, filled, required } of sent) {
    const { status, text } = await call(method, url, { body })
    t.ok([200, 202, 204].includes(status), `${method} ${url} answers ${status}`, { text })
    t.equal(filled, required, 'no filter is filled in')
  }
})

t.test('the forms contain ids that exist now', async (t) => {
  const { call, get, remove } = await start(t)
  const highest = (await get('/campaigns?limit=1')).body.items[0].id
  await remove(`/campaigns/${highest}`)
  const document: Document = (await call('GET', '/docs/openapi.json', open)).body
  const urls = forms(document).map(({ url }) => url)
  t.notOk(urls.includes(`/api/v2/campaigns/${highest}`))
  t.ok(urls.includes(`/api/v2/campaigns/${small.agencies}`))
  t.ok(urls.includes(`/api/v2/custom-tags/${small.europe}`))
})

t.test('to fill in the forms is no call of the client', async (t) => {
  const { app, call } = await start(t)
  await call('GET', '/docs/openapi.json', open)
  t.same((await app.services.registry.open('default')).journal.calls(), [])
})

t.test('the forms are filled in for an empty workspace, too', async (t) => {
  const { call } = await start(t, { initialState: { seed: 1, size: 0 } })
  const document: Document = (await call('GET', '/docs/openapi.json', open)).body
  const get = forms(document).find(
    ({ method, url }) => method === 'GET' && /campaigns\/[0-9a-f-]{36}$/.test(url)
  )
  t.equal((await call('GET', String(get?.url))).status, 404)
})

t.test('the page alone has no examples for filters, the document has them', async (t) => {
  const { call } = await start(t)
  await call('GET', '/docs/openapi.json', open)
  const document: Document = (await call('GET', '/openapi.json', open)).body
  const search = document.paths['/api/v2/campaigns']?.get?.parameters?.find(({ name }) => name === 'search')
  t.equal(search?.example, 'outreach')
})

t.test('the page of the control plane leads to the other pages, and they to it', async (t) => {
  const { call } = await start(t)
  t.match((await call('GET', '/__admin/docs', open)).text, '<a href="/docs/">')
  t.match((await call('GET', '/docs/', open)).text, '<a href="/__admin/docs">')
})

t.test('without a control plane the documentation does not mention it', async (t) => {
  const { call } = await start(t, { admin: false })
  t.notMatch((await call('GET', '/docs/', open)).text, '__admin')
})

t.test('every form of the control plane can be sent as the page fills it in', async (t) => {
  const { app, call } = await start(t)
  /** What is done now must be due some time, what a lead does follows on an email, and what it did is delivered. */
  const prepare = async () => {
    const workspace = await app.services.registry.open('default')
    const { schedule, clock, events, webhooks } = workspace
    schedule.add({ task: 'finish_email_verification', argument: 'x@example.com', due: clock.now() + 60_000 })
    const email = { email: small.sent, lead: small.carla, account: 'anna@example.com' }
    const step = { campaign: small.summer, step: 0, variant: 0 }
    events.record({ type: 'email_sent', at: clock.now(), ...email, ...step })
    modeOf(workspace).write('record')
    if (webhooks.has(small.hook)) webhooks.update(small.hook, () => ({ status: 1 }))
    workspace.transaction(() => events.emit({ type: 'reply_received', ...email, ...step }))
  }
  await prepare()
  const document: Document = (await call('GET', '/__admin/docs/openapi.json', open)).body
  const replacing = ({ method, url }: { method: string; url: string }) =>
    method === 'PUT' && /\/state$/.test(url)
  const dropping = ({ url }: { url: string }) => url === '/__admin/workspaces/default'
  const [removing, others] = [true, false].map((wanted) =>
    forms(document).filter(({ method }) => (method === 'DELETE') === wanted)
  )
  // Deletions of one come before deletions of all; calls that replace or drop everything come last.
  const sent = [
    ...(others ?? []).filter((form) => !replacing(form)),
    ...(removing ?? []).filter((form) => !dropping(form)).sort((a, b) => b.url.length - a.url.length),
    ...(others ?? []).filter(replacing),
    ...(removing ?? []).filter(dropping)
  ]
  t.ok(sent.length > 30)
  for (const { method, url, body, filled, required } of sent) {
    // There is a call to read.
    await call('GET', '/api/v2/custom-tags')
    await prepare()
    const { status, text } = await call(method, url, { body })
    t.equal(status, 200, `${method} ${url}`, { text })
    t.equal(filled, required, 'no filter is filled in')
  }
})

t.test('each operation of the control plane is described, with an example of its answer', async (t) => {
  const { call } = await start(t)
  const { tags = [], paths }: Document = (await call('GET', '/__admin/openapi.json', open)).body
  const described = tags.filter(({ description }) => description).map(({ name }) => name)
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      t.ok(described.includes(String(operation.tags)), `${method} ${path} has a tag with a description`)
      t.ok(operation.summary)
      const { description, content } = operation.responses[200] ?? {}
      t.ok(description && description !== 'Default Response', `${method} ${path} says what it answers`)
      t.ok(Object.values(content ?? {})[0]?.example, `${method} ${path} shows what it answers`)
    }
  }
})

t.test('the page of the control plane is found with a slash at its end, too', async (t) => {
  const { call } = await start(t)
  const page = await call('GET', '/__admin/docs/')
  t.equal(page.status, 200)
  t.equal(page.text, (await call('GET', '/__admin/docs')).text)
})
