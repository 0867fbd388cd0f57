import t, { type Test } from 'tap'
import { createInstantlyMock } from '../../src/index.ts'
import { small } from '../start.ts'

/** A mock that listens nowhere, with the small fixture. */
async function socketless(t: Test) {
  const mock = await createInstantlyMock({ port: false, fixture: 'small' })
  t.teardown(() => mock.close())
  return mock
}
const json = { 'content-type': 'application/json' }
const tag = (label: string) => ({ method: 'POST', headers: json, body: JSON.stringify({ label }) })
const lost = { name: 'TypeError', message: 'fetch failed', cause: { code: 'ECONNRESET' } }

t.test('fetch accepts a path, a URL of any host, and a Request', async (t) => {
  const { fetch } = await socketless(t)
  const inputs = [
    `/api/v2/campaigns/${small.spring}`,
    new URL(`https://api.instantly.ai/api/v2/campaigns/${small.spring}`),
    `https://api.instantly.ai/api/v2/campaigns/${small.spring}?unknown=1`,
    new Request(`http://127.0.0.1:1/api/v2/campaigns/${small.spring}`)
  ]
  for (const input of inputs) {
    const answer = await fetch(input)
    t.match(answer, { status: 200, statusText: 'OK', ok: true })
    t.match(answer.headers.get('content-type'), /^application\/json/)
    t.match(await answer.json(), { id: small.spring })
  }
  const { url } = await fetch('/api/v2/campaigns?limit=1')
  t.equal(url, 'http://localhost/api/v2/campaigns?limit=1')
})

t.test('fetch sends bodies and headers, and adds the key to requests without one', async (t) => {
  const mock = await socketless(t)
  const { fetch, requests } = await mock.workspace()
  t.match(await (await fetch('/api/v2/custom-tags', tag('VIP'))).json(), { label: 'VIP' })
  t.match(requests(), [{ operation_id: 'createCustomTag', body: { label: 'VIP' }, status: 200 }])

  const stream = new Blob([JSON.stringify({ label: 'streamed' })]).stream()
  const streamed = new Request('http://any/api/v2/custom-tags', {
    ...tag('never sent'),
    body: stream,
    duplex: 'half'
  } as RequestInit)
  t.match(await (await fetch(streamed)).json(), { label: 'streamed' })

  const other = await fetch('/api/v2/campaigns', { headers: { Authorization: `Bearer ${mock.key}` } })
  t.equal(Object(await other.json()).items.length, 4)
  t.equal(mock.requests().length, 1, 'the key that was given chose the workspace')
  t.equal((await fetch('/api/v2/campaigns', { headers: { authorization: '' } })).status, 401)
})

t.test('fetch returns refusals, repeated headers, and answers without a body', async (t) => {
  const { fetch, faults, inject } = await socketless(t)
  t.equal((await fetch(`/api/v2/campaigns/${small.unknown}`)).status, 404)
  faults.add({ operation_id: 'deleteCustomTag', answer: { status: 204 }, force: true })
  const none = await fetch(`/api/v2/custom-tags/${small.europe}`, { method: 'DELETE' })
  t.match(none, { status: 204, body: null })
  t.equal(await none.text(), '')
  t.equal(await (await fetch('/api/v2/campaigns', { method: 'HEAD' })).text(), '')
  t.equal((await inject('/api/v2/campaigns')).statusCode, 401, 'inject adds no key')
})

for (const connection of ['close', 'reset'] as const) {
  t.test(`a fault that does ${connection} fails fetch as a broken connection does`, async (t) => {
    const { fetch, faults, requests } = await socketless(t)
    faults.add({ operation_id: 'createCustomTag', calls: { to: 1 }, connection })
    await t.rejects(fetch('/api/v2/custom-tags', tag('VIP')), lost)
    t.equal((await fetch('/api/v2/custom-tags', tag('VIP'))).status, 200, 'only the first call')
    t.match(requests(), [{ status: null, fault: 'fault-1' }, { status: 200 }])
  })
}

t.test('an answer that a fault cuts short has its status, and fails while it is read', async (t) => {
  const { fetch, faults } = await socketless(t)
  const whole = await (await fetch(`/api/v2/campaigns/${small.spring}`)).text()
  faults.add({ operation_id: 'getCampaign', connection: 'truncate' })
  const answer = await fetch(`/api/v2/campaigns/${small.spring}`)
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('content-length'), String(Buffer.byteLength(whole)))
  if (!answer.body) throw new Error('no body')
  const reader = answer.body.getReader()
  const text = Buffer.from((await reader.read()).value).toString()
  t.ok(text && whole.startsWith(text) && text.length < whole.length, 'what came is a part of it')
  await t.rejects(reader.read(), { name: 'TypeError', message: 'terminated' })
  await t.rejects((await fetch(`/api/v2/campaigns/${small.spring}`)).json(), TypeError)
})

t.test('a malformed answer arrives completely and is not JSON', async (t) => {
  const { fetch, faults } = await socketless(t)
  faults.add({ operation_id: 'getCampaign', connection: 'malform' })
  const answer = await fetch(`/api/v2/campaigns/${small.spring}`)
  t.equal(answer.status, 200)
  await t.rejects(answer.json(), SyntaxError)
})

t.test('a stalled call ends by its signal, or when the fault is released', async (t) => {
  const { fetch, faults } = await socketless(t)
  const { id } = faults.add({ operation_id: 'listCampaign', connection: 'stall' })
  const controller = new AbortController()
  const given = fetch('/api/v2/campaigns', { signal: controller.signal })
  const waiting = fetch('/api/v2/campaigns')
  while (faults.read(id).fired < 2) await new Promise(setImmediate)
  controller.abort(new Error('enough'))
  await t.rejects(given, { message: 'enough' })
  await t.rejects(fetch('/api/v2/campaigns', { signal: controller.signal }), { message: 'enough' })
  t.equal(faults.read(id).fired, 2, 'a call that is over before it begins is not sent')
  await t.rejects(fetch('/api/v2/campaigns', { signal: AbortSignal.timeout(1) }), { name: 'TimeoutError' })
  faults.release(id)
  t.equal((await waiting).status, 200)
})

t.test('after close, fetch fails as if nothing were listening', async (t) => {
  const mock = await createInstantlyMock({ port: false, seedSize: 0 })
  await mock.close()
  await t.rejects(mock.fetch('/api/v2/campaigns'), { name: 'TypeError', message: 'fetch failed' })
})

t.test('a path that looks like a host is a path', async (t) => {
  const mock = await createInstantlyMock({ fixture: 'small' })
  t.teardown(() => mock.close())
  for (const path of ['//api/v2/campaigns', '//127.0.0.1/x', '///', '//']) {
    const [inside, outside] = await Promise.all([mock.fetch(path), fetch(mock.url + path)])
    t.same([inside.status, await inside.text()], [outside.status, await outside.text()], path)
  }
})
