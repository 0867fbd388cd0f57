import { Validator } from '@seriousme/openapi-schema-validator'
import t from 'tap'
import { badRequest, control } from './control.ts'

const unauthorized = (message: string) => ({ statusCode: 401, error: 'Unauthorized', message })

t.test('a call is about the workspace of its key, or about the one that the path names', async (t) => {
  const { admin, get, post } = await control(t, {
    keys: new Map([['reader', { workspace: 'team', scopes: ['campaigns:read'] }]])
  })
  await post('/custom-tags', { label: 'Of team' }, { key: 'mock_team' })
  for (const [url, key] of [
    ['/workspaces/team/entities/custom_tags', ''],
    ['/workspaces/team/entities/custom_tags', 'mock_other'],
    ['/workspaces/team/entities/custom_tags', 'wrong'],
    ['/entities/custom_tags', 'mock_team'],
    ['/entities/custom_tags', 'reader']
  ] as const) {
    const { status, text } = await admin('GET', url, undefined, key)
    t.equal(status, 200)
    t.match(text, /Of team/)
  }
  await admin('POST', '/workspaces/team/reset')
  t.notMatch((await get('/custom-tags', { key: 'mock_team' })).text, /Of team/)
})

t.test('every call works with the path of a workspace', async (t) => {
  const { admin } = await control(t)
  for (const url of [
    '/clock',
    '/journal',
    '/report',
    '/faults',
    '/rate-limits',
    '/keys',
    '/strictness',
    '/snapshots',
    '/state'
  ]) {
    t.equal((await admin('GET', `/workspaces/team${url}`, undefined, '')).status, 200, url)
  }
})

t.test('without a known key, and no workspace in the path, a call is refused', async (t) => {
  const { admin } = await control(t)
  for (const [key, message] of [
    ['', 'Missing authorization header'],
    ['wrong', 'Invalid API key'],
    ['mock_Ä b', 'Invalid authorization header']
  ] as const) {
    const { status, body } = await admin('POST', '/reset', undefined, key)
    t.equal(status, 401)
    t.same(body, unauthorized(message))
  }
})

t.test('a name that no workspace can have is refused', async (t) => {
  const { admin } = await control(t)
  for (const name of ['Team', 'a.b', 'x'.repeat(65), '..%2F..', 'a%20b']) {
    const { status, body } = await admin('GET', `/workspaces/${name}/clock`)
    const shown = decodeURIComponent(name)
    t.equal(status, 400)
    t.same(body, badRequest(`The workspace is ${shown}, wanted 1 to 64 of a-z, 0-9, - and _`))
  }
})

t.test('the workspaces that are open are listed by name, with no key', async (t) => {
  const { admin, get } = await control(t)
  t.same((await admin('GET', '/workspaces', undefined, '')).body, { workspaces: [] })
  for (const name of ['b', 'a']) await get('/campaigns', { key: `mock_${name}` })
  t.same((await admin('GET', '/workspaces', undefined, '')).body, { workspaces: ['a', 'b'] })
})

t.test('an unknown path of the control plane gets a 404 that lists the known ones', async (t) => {
  const { admin } = await control(t)
  for (const url of ['/nonsense', '/workspaces/team/nonsense', '/workspaces/team/workspaces']) {
    const { status, body } = await admin('GET', `${url}?x=1`)
    t.equal(status, 404, url)
    t.match(body, { statusCode: 404, error: 'Not Found' })
    t.ok(body.message.startsWith(`The control plane has no GET /__admin${url}, wanted one of `))
    t.match(body.message, 'GET /__admin/clock, POST /__admin/clock/freeze, ')
    t.match(body.message, 'DELETE /__admin/workspaces/:name')
    t.notMatch(body.message, /undefined|HEAD|:workspace/)
  }
})

t.test('a missing body is {}, whatever the headers say', async (t) => {
  const { call } = await control(t)
  for (const type of [undefined, 'application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
    const headers: Record<string, string> =
      type === undefined ? {} : { 'content-type': type, 'content-length': '0' }
    for (const url of ['/reset', '/clock/freeze', '/journal/find', '/fork']) {
      t.equal((await call('POST', `/__admin${url}`, { headers })).status, 200, `${url} ${type}`)
    }
    const { status, body } = await call('POST', '/__admin/clock/advance', { headers })
    t.equal(status, 400)
    t.match(body.message, /by/, 'what is wanted is told')
  }
})

t.test('a call that only reads creates no workspace', async (t) => {
  const { admin, get } = await control(t)
  for (const [method, url] of [
    ['GET', '/clock'],
    ['GET', '/journal'],
    ['GET', '/report'],
    ['GET', '/state'],
    ['GET', '/entities/campaigns'],
    ['POST', '/journal/find'],
    ['POST', '/journal/count'],
    ['POST', '/verify']
  ] as const) {
    const body = url === '/verify' ? { calls: [] } : undefined
    const { status } = await admin(method, `/workspaces/nowhere${url}`, body)
    t.ok(status < 500)
    t.not(status, 404)
  }
  t.same((await admin('GET', '/workspaces')).body, { workspaces: [] })
  t.equal(
    (await admin('GET', '/workspaces/nowhere/state')).text,
    (await admin('GET', '/state')).text,
    'it is as it would begin'
  )
  await get('/campaigns', { key: 'mock_real' })
  t.match((await admin('GET', '/workspaces/real/journal')).body, { count: 1 })
})

t.test('a workspace can be dropped, with its data and its journal', async (t) => {
  const { admin, get, post } = await control(t)
  const key = { key: 'mock_team' }
  await post('/custom-tags', { label: 'Gone' }, key)
  t.same((await admin('DELETE', '/workspaces/team')).body, { success: true })
  t.same((await admin('GET', '/workspaces')).body, { workspaces: [] })
  t.match((await admin('GET', '/workspaces/team/journal')).body, { count: 0 })
  t.notMatch((await get('/custom-tags', key)).text, 'Gone')
  const { status, body } = await admin('DELETE', '/workspaces/nobody')
  t.equal(status, 404)
  t.equal(body.message, 'There is no workspace nobody')
})

t.test('admin: false leaves the control plane out', async (t) => {
  const { admin, get } = await control(t, { admin: false })
  for (const url of ['/clock', '/workspaces', '/openapi.json', '/docs', '/workspaces/team/clock']) {
    t.equal((await admin('GET', url)).status, 404, url)
  }
  t.equal((await admin('POST', '/reset')).status, 404)
  t.equal((await get('/campaigns')).status, 200)
})

t.test('a key locks it: all calls, and neither the API nor the documentation', async (t) => {
  const { admin, call, get } = await control(t, { admin: { key: 'sesame' } })
  const message = 'The control plane is locked, wanted its key in the header X-Admin-Key'
  for (const url of ['/clock', '/workspaces', '/workspaces/team/clock']) {
    for (const headers of [undefined, { 'x-admin-key': 'wrong' }, { 'x-admin-key': '' }]) {
      const refused = await call('GET', `/__admin${url}`, { headers })
      t.equal(refused.status, 401)
      t.same(refused.body, unauthorized(message))
    }
    t.equal((await call('GET', `/__admin${url}`, { headers: { 'x-admin-key': 'sesame' } })).status, 200)
  }
  t.equal((await get('/campaigns')).status, 200)
  t.equal((await admin('GET', '/docs')).status, 200)
})

t.test('fields that are not known are refused, not dropped', async (t) => {
  const { admin } = await control(t)
  for (const [method, url, body] of [
    ['POST', '/reset', {}],
    ['POST', '/fork', {}],
    ['POST', '/clock/freeze', {}],
    ['POST', '/clock/set', { to: '2026-01-01' }],
    ['POST', '/clock/advance', { by: '1d' }],
    ['POST', '/journal/find', {}],
    ['POST', '/journal/count', {}],
    ['POST', '/journal/clear', {}],
    ['POST', '/verify', { calls: [{ at_least: 0 }] }],
    ['POST', '/faults', { operation_id: 'getCampaign', answer: { status: 404 } }],
    ['PATCH', '/rate-limits', {}],
    ['POST', '/keys', { scopes: ['all:all'] }],
    ['PUT', '/strictness', { strict: false }],
    ['PUT', '/state', {}],
    ['PUT', '/entities/custom_tags', { label: 'x' }]
  ] as const) {
    const refused = await admin(method, url, { ...body, nonsense: 1 })
    t.equal(refused.status, 400, url)
    t.match(refused.body.message, / has \w+: .*, wanted only |must NOT have additional properties/)
    t.equal((await admin(method, url, body)).status, 200, url)
  }
})

t.test('the document is valid OpenAPI 3.1 and describes every call once', async (t) => {
  const { admin } = await control(t)
  const { body } = await admin('GET', '/openapi.json', undefined, '')
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(body))
  t.ok(valid, { errors })
  t.equal(validator.version, '3.1')
  const paths: Record<
    string,
    Record<string, { operationId: string; summary: string; tags: string[] }>
  > = body.paths
  t.notOk(Object.keys(paths).some((path) => path.includes('{workspace}')))
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  t.ok(operations.length > 30)
  t.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
  for (const { operationId, summary, tags } of operations) {
    t.ok(summary, operationId)
    t.equal(tags.length, 1, operationId)
  }
})

t.test('the documents of the API and the control plane do not mention each other', async (t) => {
  const { admin, call } = await control(t)
  const own = Object.keys((await admin('GET', '/openapi.json')).body.paths)
  const api = Object.keys((await call('GET', '/openapi.json')).body.paths)
  t.ok(own.every((path) => path.startsWith('/__admin/')))
  t.ok(api.every((path) => path.startsWith('/api/v2/')))
})

t.test('a page renders the document', async (t) => {
  const { admin } = await control(t)
  const { status, headers, text } = await admin('GET', '/docs', undefined, '')
  t.equal(status, 200)
  t.equal(headers['content-type'], 'text/html; charset=utf-8')
  const [, document = ''] = /url: '\/__admin(\S+)'/.exec(text) ?? []
  t.match((await admin('GET', document, undefined, '')).body, { openapi: '3.1.0' })
})
