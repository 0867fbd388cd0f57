import t, { type Test } from 'tap'
import { log } from '../log.ts'
import { small, start } from '../start.ts'

/** A server with a log to read. */
async function logged(t: Test) {
  const { logger, lines } = log()
  return { ...(await start(t, { logger })), log: lines }
}

const keysOf = (text: string) => Object.keys(JSON.parse(text))

t.test('a refusal is statusCode, error and message, in that order', async (t) => {
  const { get, post } = await start(t)
  t.equal(
    (await get(`/campaigns/${small.unknown}`)).text,
    '{"statusCode":404,"error":"Not Found","message":"Resource not found"}'
  )
  t.equal(
    (await post('/custom-tags', { label: 'Important' })).text,
    '{"statusCode":409,"error":"Conflict","message":"A tag with this name already exists."}'
  )
  t.equal(
    (await get('/campaigns', { key: '' })).text,
    '{"statusCode":401,"error":"Unauthorized","message":"Missing authorization header"}'
  )
})

t.test('a refusal is JSON', async (t) => {
  const { get, call } = await start(t)
  for (const { headers } of [
    await get(`/campaigns/${small.unknown}`),
    await get('/campaigns/nope'),
    await get('/campaigns', { key: '' }),
    await call('GET', '/nope')
  ]) {
    t.equal(headers['content-type'], 'application/json; charset=utf-8')
  }
})

t.test('where no 400 is documented the answer has a code, after the status', async (t) => {
  const { get, patch } = await start(t)
  t.equal(
    (await get('/campaigns/nope')).text,
    '{"statusCode":400,"code":"FST_ERR_VALIDATION","error":"Bad Request",' +
      '"message":"params/id must match format \\"uuid\\""}'
  )
  t.equal(
    (await get('/campaigns?limit=101')).text,
    '{"statusCode":400,"code":"FST_ERR_VALIDATION","error":"Bad Request",' +
      '"message":"querystring/limit must be <= 100"}'
  )
  t.equal(
    (await patch(`/campaigns/${small.spring}`, {})).text,
    '{"statusCode":400,"code":"FST_ERR_VALIDATION","error":"Bad Request",' +
      '"message":"body must NOT have fewer than 1 properties"}'
  )
  const json = { 'content-type': 'application/json' }
  const empty = await patch(`/campaigns/${small.spring}`, undefined, { payload: '', headers: json })
  t.equal(
    empty.text,
    '{"statusCode":400,"code":"FST_ERR_CTP_EMPTY_JSON_BODY","error":"Bad Request",' +
      `"message":"Body cannot be empty when content-type is set to 'application/json'"}`
  )
})

t.test('if a 400 is documented there is no code', async (t) => {
  const { post } = await start(t)
  t.equal(
    (await post('/custom-tags', {})).text,
    `{"statusCode":400,"error":"Bad Request","message":"body must have required property 'label'"}`
  )
  t.equal(
    (await post('/campaigns', {})).text,
    `{"statusCode":400,"error":"Bad Request","message":"body must have required property 'name'"}`
  )
  t.equal(
    (await post('/campaigns/nope/activate')).text,
    '{"statusCode":400,"error":"Bad Request","message":"params/id must match format \\"uuid\\""}'
  )
})

t.test('some documented errors consist only of their message', async (t) => {
  const { post } = await start(t)
  const copy = await post(`/campaigns/${small.spring}/duplicate`, { name: ' ' })
  t.equal(copy.status, 400)
  t.equal(copy.text, '{"message":"New campaign name is required"}')
  const unshared = await post(`/campaigns/${small.spring}/from-export`)
  t.equal(unshared.status, 403)
  t.equal(unshared.text, '{"message":"The requested campaign not shared"}')
})

t.test('only the first broken rule is reported: params, then body, then query', async (t) => {
  const { post, patch } = await start(t)
  t.match(
    (await patch('/campaigns/nope?limit=x', { name: 7, daily_limit: 'x' })).body.message,
    /^params\/id /
  )
  t.equal((await post('/campaigns', { name: {}, daily_limit: 'x' })).body.message.includes(','), false)
  t.equal(
    (await post('/campaigns', { name: {} })).body.message,
    "body must have required property 'campaign_schedule'",
    'what is missing comes before what is wrong inside'
  )
})

t.test('an unknown route answers with its keys in another order', async (t) => {
  const { call } = await start(t)
  t.equal(
    (await call('GET', '/api/v2/nope?a=1')).text,
    '{"message":"Route GET:/api/v2/nope?a=1 not found","error":"Not Found","statusCode":404}'
  )
  t.equal(
    (await call('DELETE', '/api/v2/campaigns')).text,
    '{"message":"Route DELETE:/api/v2/campaigns not found","error":"Not Found","statusCode":404}'
  )
  t.equal(
    (await call('GET', '/_mock/api/v2/api/v2/nope')).text,
    '{"message":"Route GET:/_mock/api/v2/api/v2/nope not found","error":"Not Found","statusCode":404}',
    'the URL is logged as requested'
  )
})

t.test('an unexpected error is a bare 500, and its stack is only in the log', async (t) => {
  for (const thrown of [
    new Error('the vault is at /etc/vault'),
    new TypeError('the vault is at /etc/vault'),
    Object.assign(new Error('the vault is at /etc/vault'), { statusCode: 503, code: 'E_VAULT' }),
    Object.assign(new Error('the vault is at /etc/vault'), { statusCode: 500 })
  ]) {
    const { app, call, log } = await logged(t)
    app.get('/throws', async () => {
      throw thrown
    })
    const { status, text } = await call('GET', '/throws')
    t.equal(status, 500)
    t.equal(text, '{"statusCode":500,"error":"Internal Server Error","message":"Internal Server Error"}')
    const [failure, request] = log()
    t.match(failure, { level: 50, msg: 'unexpected error', err: { message: 'the vault is at /etc/vault' } })
    t.match(failure.err.stack, 'errors.test.ts')
    t.match(request, { msg: 'GET /throws 500' })
    t.equal(log().length, 2)
  }
})

t.test('whatever else is thrown is a bare 500, too', async (t) => {
  for (const thrown of ['the vault', null, undefined, 7]) {
    const { app, call } = await logged(t)
    app.get('/throws', async () => {
      throw thrown
    })
    const { status, text } = await call('GET', '/throws')
    t.equal(status, 500)
    t.equal(
      text,
      '{"statusCode":500,"error":"Internal Server Error","message":"Internal Server Error"}',
      String(thrown)
    )
  }
})

t.test('a failure inside an operation is a bare 500 without details', async (t) => {
  const { app, get, post, log } = await logged(t)
  t.equal((await post('/custom-tags', { label: 'Before' })).status, 200)
  const workspace = await app.services.registry.open('default')
  workspace.close()
  const { status, text } = await get('/campaigns')
  t.equal(status, 500)
  t.equal(text, '{"statusCode":500,"error":"Internal Server Error","message":"Internal Server Error"}')
  const failure = log().find(({ err }) => err)
  t.match(failure.err.message, 'database connection is not open')
  t.match(failure.err.stack, 'src/')
})

t.test('the server survives a failure', async (t) => {
  const { app, call, get } = await start(t)
  app.get('/throws', async () => {
    throw new Error('once')
  })
  t.equal((await call('GET', '/throws')).status, 500)
  t.equal((await get('/campaigns')).status, 200)
})

t.test('a refusal is not logged as a failure', async (t) => {
  const { get, log } = await logged(t)
  await get('/campaigns/nope')
  await get(`/campaigns/${small.unknown}`)
  await get('/campaigns', { key: '' })
  t.strictSame(
    log().map(({ level, msg, err }) => [level, msg, err]),
    [
      [30, 'GET /api/v2/campaigns/nope 400: params/id must match format "uuid"', undefined],
      [30, `GET /api/v2/campaigns/${small.unknown} 404: Resource not found`, undefined],
      [30, 'GET /api/v2/campaigns 401: Missing authorization header', undefined]
    ]
  )
})

t.test('a code stands between status and name, and nowhere else', async (t) => {
  const { get } = await start(t)
  t.strictSame(keysOf((await get('/campaigns/nope')).text), ['statusCode', 'code', 'error', 'message'])
})
