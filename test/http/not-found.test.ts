import t from 'tap'
import { start } from '../start.ts'

t.test('an unknown route is 404 with its keys in their own order, for any key and none', async (t) => {
  const { call } = await start(t)
  for (const key of ['mock_default', 'wrong', '']) {
    const { status, text, headers } = await call('GET', '/api/v2/nonsense?a=1', { key })
    t.equal(status, 404)
    t.equal(
      text,
      '{"message":"Route GET:/api/v2/nonsense?a=1 not found","error":"Not Found","statusCode":404}'
    )
    t.equal(headers['content-type'], 'application/json; charset=utf-8')
  }
})

t.test('a known path with another method is one, too', async (t) => {
  const { call } = await start(t)
  const { status, body } = await call('PUT', '/api/v2/campaigns', { body: {} })
  t.equal(status, 404)
  t.equal(body.message, 'Route PUT:/api/v2/campaigns not found')
})

t.test('it is noted in the journal of the workspace that the key opens, with its body', async (t) => {
  const { app, call } = await start(t)
  await call('POST', '/api/v2/nonsense', { body: { a: 1 }, key: 'mock_team' })
  await call('GET', '/api/v3/campaigns', { key: 'mock_team' })
  const { journal } = await app.services.registry.open('team')
  t.match(journal.calls(), [
    { number: 1, method: 'POST', url: '/api/v2/nonsense', sent: '{"a":1}', status: 404 },
    { number: 2, method: 'GET', url: '/api/v3/campaigns', sent: undefined, status: 404 }
  ])
  t.equal(journal.calls()[0]?.operationId, undefined)
})

t.test('no workspace is opened for a key that is unknown, or for a slip at the control plane', async (t) => {
  const { app, call } = await start(t)
  await call('GET', '/api/v2/nonsense', { key: 'wrong' })
  await call('GET', '/api/v2/nonsense', { key: '' })
  await call('GET', '/__admin/nonsense')
  t.same(app.services.registry.names(), [])
})
