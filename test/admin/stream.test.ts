import { once } from 'node:events'
import t, { type Test } from 'tap'
import { control } from './control.ts'

/** A listening server, and the events of its stream, one at a time. */
async function watched(t: Test) {
  const client = await control(t)
  const url = await client.listen()
  const headers = { authorization: 'Bearer mock_default' }
  const watch = async () => {
    const answer = await fetch(`${url}/__admin/stream`, { headers })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    const next = async () => {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
      return done ? undefined : JSON.parse(String(value).replace(/^data: /, ''))
    }
    return { ...answer, status: answer.status, type: answer.headers.get('content-type'), next, reader }
  }
  return { ...client, watch }
}

t.test('the stream sends the present state, and another event after a call', async (t) => {
  const { watch, get } = await watched(t)
  const { status, type, next } = await watch()
  t.equal(status, 200)
  t.equal(type, 'text/event-stream')
  const first = await next()
  t.match(first, { calls: 0, workspaces: [] })
  t.notOk('clock' in first, 'of a workspace that nobody has used there is no clock yet')
  await get('/campaigns')
  t.match(await next(), { calls: 1, workspaces: ['default'], clock: { frozen: false } })
})

t.test('of a workspace that was opened, and not yet called, there are no calls', async (t) => {
  const { admin, watch } = await watched(t)
  await admin('POST', '/clock/freeze', { at: '2026-01-15T12:00:00Z' })
  const { next } = await watch()
  t.match(await next(), { calls: 0, workspaces: ['default'], clock: { frozen: true } })
})

t.test(
  'the stream sends an event when data, controls or the clock change, or something is verified',
  async (t) => {
    const { admin, watch, get } = await watched(t)
    await get('/campaigns')
    const { next } = await watch()
    const first = await next()
    await admin('PUT', '/entities/custom_tags', { label: 'New' })
    const changed = await next()
    t.ok(changed.changes > first.changes)
    await admin('POST', '/faults', { delay_ms: 1 })
    t.match(await next(), { controls: 'fault-1 ' })
    await admin('PUT', '/snapshots/here')
    t.match(await next(), { controls: 'fault-1 here' })
    await admin('POST', '/verify', { calls: [{ operation_id: 'listCampaign' }] })
    t.match(await next(), { controls: 'fault-1 here 1' })
    await admin('POST', '/clock/freeze', { at: '2026-01-15T12:00:00Z' })
    t.match(await next(), { clock: { now: '2026-01-15T12:00:00.000Z', frozen: true } })
    await admin('POST', '/clock/advance', { by: '1d' })
    t.match(await next(), { clock: { now: '2026-01-16T12:00:00.000Z' } })
  }
)

t.test('the number of watchers is limited, and one that leaves makes room', async (t) => {
  const { app, admin, watch } = await watched(t)
  const watchers = await Promise.all(Array.from({ length: 32 }, watch))
  t.equal((await admin('GET', '/stream')).status, 429)
  const gone = once(app.server, 'connection')
  await watchers[0]?.reader?.cancel()
  let status = 429
  while (status === 429) {
    const { reader, status: now } = await watch()
    status = now
    await reader?.cancel()
  }
  t.equal(status, 200)
  await gone
})

t.test('the stream ends when the server closes', async (t) => {
  const { app, watch } = await watched(t)
  const { next } = await watch()
  await next()
  await app.close()
  t.equal(await next(), undefined)
})
