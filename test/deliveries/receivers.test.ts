// Receivers that are slow, down, hostile, or not to be called at all.
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { createCaller } from '../../src/deliveries/call.ts'
import { isNamed, isPrivate } from '../../src/deliveries/private.ts'
import { intercept } from '../../src/in-process/intercept.ts'
import { serveHttps } from '../../src/tls/https.ts'
import { receive } from './receiver.ts'
import { delivering } from './workspace.ts'

type Item = { success: boolean; error_message?: string; status_code?: number }

/** What came of one call to the address. */
async function outcome(t: Parameters<typeof delivering>[0], url: string, options = {}): Promise<Item> {
  const { app, admin, emit, idle, records } = await delivering(t, options)
  const address = app.server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const target_hook_url = url.replace('PORT', String(port))
  const body = { target_hook_url, event_type: 'email_sent', status: 1 }
  t.equal((await admin('PUT', '/entities/webhooks', body)).status, 200)
  emit({ type: 'email_sent' })
  await idle()
  return (await records())[0]
}

t.test('a receiver that hangs up is reported', async (t) => {
  const { url } = await receive(t, (answer) => answer.destroy())
  t.match(await outcome(t, url), { success: false, error_message: 'other side closed' })
})

t.test('a redirect is not followed', async (t) => {
  const { received, url } = await receive(t, (answer, { path }) => {
    answer.writeHead(path === '/hook' ? 307 : 200, { location: '/elsewhere' }).end()
  })
  t.match(await outcome(t, url), { success: false, error_message: 'HTTP 307: Temporary Redirect' })
  t.equal(received.length, 1)
})

t.test('of an endless answer only so much is read', async (t) => {
  const { url } = await receive(t, (answer) => {
    const pour = () => {
      while (!answer.destroyed && answer.write(Buffer.alloc(65_536)));
    }
    answer.on('drain', pour)
    pour()
  })
  t.match(await outcome(t, url), { success: true, status_code: 200 })
})

t.test(
  'a receiver that stalls or drips delays no request, and a reset aborts calls in progress',
  async (t) => {
    for (const isDripping of [false, true]) {
      const { admin, emit, get, hook, records } = await delivering(t)
      const { came, url } = await receive(t, (answer) => {
        if (isDripping) answer.write('.')
      })
      await hook({ target_hook_url: url, event_type: 'email_sent' })
      emit({ type: 'email_sent' })
      await came(1)
      t.equal((await get('/campaigns')).status, 200)
      t.equal((await admin('POST', '/clock/advance', { by: '1h', settle: false })).status, 200)
      t.equal((await admin('POST', '/reset')).status, 200)
      t.same((await admin('POST', '/deliveries/idle')).body, { idle: true })
      t.strictSame(await records(), [])
      t.strictSame((await admin('GET', '/deliveries')).body.items, [])
    }
  }
)

t.test('a receiver may call the API back', async (t) => {
  const { emit, hook, idle, listen, get } = await delivering(t)
  const base = await listen()
  const statuses: number[] = []
  const { url } = await receive(t, async (answer) => {
    const called = await fetch(`${base}/api/v2/custom-tags`, {
      method: 'POST',
      headers: { authorization: 'Bearer mock_default', 'content-type': 'application/json' },
      body: '{"label":"Replied"}'
    })
    statuses.push(called.status)
    answer.end()
  })
  await hook({ target_hook_url: url, event_type: 'email_sent' })
  emit({ type: 'email_sent' })
  t.equal(await idle(), true)
  t.strictSame(statuses, [200])
  t.match((await get('/custom-tags')).text, 'Replied')
})

t.test('a webhook that stalls holds up no other; eight are called side by side', async (t) => {
  const { admin, emit, hook, workspace } = await delivering(t)
  const { came, received, url } = await receive(t, (answer, { path }) => {
    if (path.endsWith('quick')) answer.end()
  })
  for (let number = 1; number <= 9; number += 1) {
    await hook({ target_hook_url: `${url}/${number}`, event_type: 'email_sent' })
  }
  emit({ type: 'email_sent' })
  emit({ type: 'email_sent' })
  await came(8)
  t.equal(await workspace.deliveries.idle(50), false)
  t.equal(received.length, 8, 'one call at a time to each, and no ninth')
  await admin('POST', '/reset')
  await admin('POST', '/clock/freeze')
  await hook({ target_hook_url: `${url}/1`, event_type: 'email_sent' })
  await hook({ target_hook_url: `${url}/quick`, event_type: 'email_sent' })
  for (let number = 1; number <= 3; number += 1) emit({ type: 'email_sent' })
  await came(12)
  t.strictSame(received.slice(8).filter(({ path }) => path.endsWith('quick')).length, 3)
  await admin('POST', '/reset')
})

for (const [url, message] of [
  ['http://192.0.2.7/', /^192\.0\.2\.7 is not a loopback or private address: .* --webhook-hosts/],
  ['https://192.0.2.7/', /^192\.0\.2\.7 is not a loopback or private address/],
  ['http://[2001:db8::1]/', /^2001:db8::1 is not a loopback or private address/],
  // Link-local: where clouds answer machines.
  ['http://169.254.169.254/', /^169\.254\.169\.254 is not a loopback or private address/],
  ['http://nowhere.invalid/', /nowhere\.invalid/],
  ['https://127.0.0.1:1/', 'connect ECONNREFUSED 127.0.0.1:1'],
  ['http://anna:secret@127.0.0.1:1/', /has credentials in it/],
  [`http://127.0.0.1/${'a'.repeat(10_000)}`, /has 10017 characters, wanted 2048 at most/],
  ['http://127.0.0.1:PORT/api/v2/webhooks', /^127\.0\.0\.1:\d+ is this mock itself/],
  ['http://localhost:PORT/api/v2/webhooks', /^localhost:\d+ is this mock itself/],
  ['http://127.0.0.2:PORT/', /^127\.0\.0\.2:\d+ is this mock itself/],
  ['http://[::ffff:127.0.0.1]:PORT/', /^::ffff:7f00:1:\d+ is this mock itself/]
] as const) {
  t.test(`${url.slice(0, 50)} is not called, and the record says why`, async (t) => {
    // The server has to listen before the world is looked at.
    const record = await outcomeListening(t, url)
    t.match(record, { success: false, error_message: message })
    t.notOk('status_code' in record)
  })
}

async function outcomeListening(t: Parameters<typeof delivering>[0], url: string): Promise<Item> {
  if (!url.includes('PORT')) return outcome(t, url)
  const { admin, emit, idle, listen, records } = await delivering(t)
  const port = new URL(await listen()).port
  const body = { target_hook_url: url.replace('PORT', port), event_type: 'email_sent', status: 1 }
  t.equal((await admin('PUT', '/entities/webhooks', body)).status, 200)
  emit({ type: 'email_sent' })
  await idle()
  return (await records())[0]
}

t.test('headers from a fixture with which no call is possible are reported', async (t) => {
  const { admin, emit, idle, records } = await delivering(t)
  const { received, url } = await receive(t)
  const body = {
    target_hook_url: url,
    event_type: 'email_sent',
    status: 1,
    headers: { 'X-A': 'b\r\nX-C: d' }
  }
  t.equal((await admin('PUT', '/entities/webhooks', body)).status, 200)
  emit({ type: 'email_sent' })
  await idle()
  t.match(await records(), [{ success: false, error_message: /X-A has characters that no header can have/ }])
  t.equal(received.length, 0)
})

// 0.0.0.0 is not a private address, and leads to this machine.
t.test('a host that is named may be called wherever it is', async (t) => {
  const { port } = await receive(t)
  const url = `http://0.0.0.0:${port}/hook`
  t.match(await outcome(t, url), { success: false })
  t.match(await outcome(t, url, { webhookHosts: ['hooks.test', '0.0.0.0'] }), { success: true })
  t.equal(isNamed(['*.hooks.test'], 'a.hooks.test'), true)
  t.equal(isNamed(['*.hooks.test'], 'hooks.test'), false)
  t.equal(isNamed(['*.hooks.test'], 'ahooks.test'), false)
})

t.test('private addresses are distinguished from public ones', async (t) => {
  for (const address of [
    '127.0.0.1',
    '127.9.9.9',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '::1'
  ]) {
    t.equal(isPrivate(address), true, address)
  }
  for (const address of ['fd00::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1'])
    t.equal(isPrivate(address), true, address)
  for (const address of [
    '8.8.8.8',
    '172.32.0.1',
    '192.169.0.1',
    '169.254.169.254',
    '0.0.0.0',
    '100.64.0.1'
  ]) {
    t.equal(isPrivate(address), false, address)
  }
  for (const address of ['2001:db8::1', 'fe80::1', '::', '::ffff:8.8.8.8'])
    t.equal(isPrivate(address), false, address)
})

t.test('a call that is not answered in time is given up', async (t) => {
  const { url } = await receive(t, () => {})
  const caller = createCaller({ hosts: [], ports: [] }, 50)
  const sent = { url, headers: {}, body: '{}' }
  const { error, status } = await caller.call(sent, new AbortController().signal)
  t.strictSame([error, status], ['No answer within 0.05 seconds', undefined])
  caller.close()
})

t.test('HTTPS is spoken where the certificate can be trusted', async (t) => {
  const app = await buildApp({ initialState: { seed: 1, size: 0 } })
  const https = await serveHttps(app, { names: [] })
  await https.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => app.close())
  const { port } = https.server.address() as AddressInfo
  const url = `https://localhost:${port}/nowhere`
  t.match(await outcome(t, url), { error_message: /self-signed|unable to verify/ })
  const usual = getCACertificates('default')
  t.teardown(() => setDefaultCACertificates(usual))
  setDefaultCACertificates([...usual, String(app.ca)])
  t.match(await outcome(t, url), { error_message: 'HTTP 404: Not Found' })
})

t.test('an interception that refuses other hosts lets deliveries pass', async (t) => {
  const { received, url } = await receive(t)
  const app = await buildApp({ initialState: { seed: 1, size: 0 } })
  t.teardown(() => app.close())
  const answer = async () => new Response('never')
  using _interception = intercept(answer, new URL('http://localhost'), { others: 'refuse' })
  t.match(await outcome(t, url), { success: true })
  t.equal(received.length, 1)
})

t.test('dropping a workspace ends its deliveries and any wait for them', async (t) => {
  const { admin, emit, hook, idle } = await delivering(t)
  const { came, url } = await receive(t, () => {})
  await hook({ target_hook_url: url, event_type: 'email_sent' })
  emit({ type: 'email_sent' })
  await came(1)
  const waited = idle()
  t.equal((await admin('DELETE', '/workspaces/default')).status, 200)
  t.equal(await waited, true)
})
