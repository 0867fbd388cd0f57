import { Writable } from 'node:stream'
import t, { type Test } from 'tap'
import { parseKey } from '../../src/keys/keys.ts'
import { small, start } from '../start.ts'

/** A server with a log to read. */
async function logged(t: Test) {
  let text = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk
      done()
    }
  })
  const keys = new Map([parseKey('s3cret=team:campaigns:read')])
  const server = await start(t, { keys, logger: { level: 'trace', stream } })
  const lines = () =>
    text
      .trimEnd()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  return { ...server, text: () => text, lines }
}

t.test('each request is one line, when it is answered', async (t) => {
  const { app, get, post, remove, call, lines } = await logged(t)
  await get('/campaigns?limit=2')
  await post('/custom-tags', { label: 'New' })
  await remove(`/custom-tags/${small.europe}`)
  await call('GET', '/health', { key: '' })
  await app.inject({ method: 'HEAD', url: '/nope' })
  t.strictSame(
    lines().map(({ msg }) => msg),
    [
      'GET /api/v2/campaigns?limit=2 200',
      'POST /api/v2/custom-tags 200',
      `DELETE /api/v2/custom-tags/${small.europe} 200`,
      'GET /health 200',
      'HEAD /nope 404'
    ]
  )
})

t.test('a call of the control plane is one line, too, with an id of its own', async (t) => {
  const { call, get, lines } = await logged(t)
  await call('GET', '/__admin/clock')
  await call('POST', '/__admin/workspaces/other/reset')
  await call('GET', '/__admin/nope')
  await get('/campaigns')
  t.strictSame(
    lines().map(({ msg, workspace }) => [msg, workspace]),
    [
      ['GET /__admin/clock 200', 'default'],
      ['POST /__admin/workspaces/other/reset 200', 'other'],
      ['GET /__admin/nope 404', undefined],
      ['GET /api/v2/campaigns 200', 'default']
    ]
  )
  t.equal(new Set(lines().map(({ reqId }) => reqId)).size, 4)
})

t.test('a line tells the workspace, where there is one, and how long the answer took', async (t) => {
  const { get, call, lines } = await logged(t)
  await get('/campaigns', { key: 'mock_other' })
  await get('/campaigns', { key: 's3cret' })
  await get('/campaigns', { key: '' })
  await call('GET', '/health')
  t.strictSame(
    lines().map(({ workspace }) => workspace),
    ['other', 'team', undefined, undefined]
  )
  for (const { responseTime, reqId, level } of lines()) {
    t.ok(Number.isFinite(responseTime) && responseTime >= 0)
    t.equal(responseTime, Math.round(responseTime * 10) / 10, 'to a tenth of a millisecond')
    t.type(reqId, 'string')
    t.equal(level, 30)
  }
})

t.test('the address is told as it was asked for', async (t) => {
  const { call, lines } = await logged(t)
  await call('GET', '/_mock/api/v2/api/v2/campaigns?search=%C3%A9')
  t.equal(lines()[0].msg, 'GET /_mock/api/v2/api/v2/campaigns?search=%C3%A9 200')
})

t.test('a refusal is a line like any other', async (t) => {
  const { get, call, post, lines } = await logged(t)
  await get('/nope')
  await get('/campaigns/nope')
  await get('/custom-tags', { key: 's3cret' })
  await post('/custom-tags', { label: 'Important' })
  await call('GET', '/api/v2/leads/11111111-1111-4111-8111-111111111111')
  t.strictSame(
    lines().map(({ level, msg, err }) => [level, msg.split(' ').at(-1), err]),
    ['404', '400', '401', '409', '501'].map((status) => [30, status, undefined])
  )
})

t.test('neither keys nor bodies are in any line', async (t) => {
  const { app, get, post, call, text } = await logged(t)
  app.get('/throws', { schema: { operationId: 'throws', hide: true } }, async () => {
    throw new Error('a failure')
  })
  for (const key of ['s3cret', 'mock_private', 'wr0ng']) {
    await get('/campaigns', { key })
    await post('/custom-tags', { label: 'c0nfidential' }, { key })
    await post('/custom-tags', { label: 7, description: ['c0nfidential'] }, { key })
    await call('GET', '/throws', { key })
    await get('/nope', { key })
    await get(`/campaigns?limit=1&api_key=${key}`, { key })
    await call('GET', `/api/v1/campaign/list?api_key=${key}`)
  }
  t.match(text(), 'GET /api/v1/campaign/list?api_key=… 404')
  t.match(text(), 'a failure')
  for (const secret of ['s3cret', 'mock_private', 'wr0ng', 'Bearer', 'c0nfidential'])
    t.notMatch(text(), secret)
})

t.test('an answer that goes wrong on its way out is logged as a failure', async (t) => {
  const { app, call, lines } = await logged(t)
  app.get('/breaks', async (_request, reply) => {
    reply.hijack()
    reply.raw.emit('error', new Error('the line is cut'))
    reply.raw.end()
  })
  await t.rejects(call('GET', '/breaks'), { message: 'the line is cut' })
  t.equal(lines().length, 1)
  t.match(lines()[0], { level: 50, err: { message: 'the line is cut' }, responseTime: Number })
  t.match(lines()[0].msg, /^GET \/breaks /)
})
