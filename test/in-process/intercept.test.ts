import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { createInstantlyMock, type InterceptOptions } from '../../src/index.ts'
import { small } from '../start.ts'
import { clients } from './clients.ts'

const HOST = 'https://api.instantly.ai'
/** A host that no network knows (RFC 6761). */
const NOWHERE = 'https://nowhere.invalid/'

async function begin(t: Test, options?: InterceptOptions) {
  const mock = await createInstantlyMock({ port: false, fixture: 'small' })
  t.teardown(() => mock.close())
  const interception = mock.intercept(options)
  const authorization = `Bearer ${mock.key}`
  const get = { method: 'GET', headers: { authorization } }
  const post = (body: object) => ({
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })
  return { ...mock, interception, get, post }
}
/** The console output during the refusals. */
function hear(t: Test): string[] {
  const heard: string[] = []
  const { error } = console
  console.error = (line) => heard.push(line)
  t.teardown(() => {
    console.error = error
  })
  return heard
}

for (const [name, client] of Object.entries(clients)) {
  t.test(`${name} gets the mock's answers`, async (t) => {
    const { get, post, requests, workspace } = await begin(t)
    const label = 'Ünïcode'.repeat(10_000)
    const made = await client(`${HOST}/api/v2/custom-tags`, post({ label }))
    t.match(made, { status: 200, type: /^application\/json/ })
    t.ok(Object(made.body).label === label, 'long bodies come whole, both ways')
    const listed = await client(`${HOST}/api/v2/campaigns?limit=2&search=outreach`, get)
    t.equal(Object(listed.body).items.length, 2)
    t.match(await client(`${HOST}/api/v2/campaigns/${small.unknown}`, get), {
      status: 404,
      body: { statusCode: 404 }
    })
    t.match(await client(`${HOST}/api/v2/custom-tags`, post({})), { status: 400 })
    t.match(await client(`${HOST}/api/v2/campaigns`, { method: 'GET', headers: {} }), { status: 401 })
    t.same(
      requests().map(({ status }) => status),
      [200, 200, 404, 400]
    )

    const { key, requests: others } = await workspace()
    await client(`${HOST}/api/v2/campaigns`, { method: 'GET', headers: { authorization: `Bearer ${key}` } })
    t.equal(others().length, 1, 'the key chooses the workspace')
  })

  t.test(`${name} sees a connection break`, async (t) => {
    const { get, faults } = await begin(t)
    for (const connection of ['close', 'reset'] as const) {
      const { id } = faults.add({ operation_id: 'listCampaign', connection })
      const failure = await client(`${HOST}/api/v2/campaigns`, get).catch((error) => error)
      t.equal((failure.cause ?? failure).code, 'ECONNRESET', connection)
      faults.remove(id)
    }
    faults.add({ operation_id: 'listCampaign', connection: 'truncate', calls: { to: 1 } })
    await t.rejects(client(`${HOST}/api/v2/campaigns`, get), { name: /^(?!SyntaxError)/ }, 'cut short')
    t.match(await client(`${HOST}/api/v2/campaigns`, get), { status: 200 }, 'and goes on after it')
    faults.add({ operation_id: 'listCampaign', connection: 'malform' })
    await t.rejects(client(`${HOST}/api/v2/campaigns`, get), SyntaxError)
  })

  t.test(`${name} is refused by the tripwire, and by other hosts if requested`, async (t) => {
    const { get } = await begin(t, { tripwire: true, others: 'refuse' })
    const heard = hear(t)
    for (const url of [`${HOST}/api/v2/campaigns`, NOWHERE]) {
      const failure = await client(url, get).catch((error) => error)
      t.match((failure.cause ?? failure).message, /^instantly-mock: GET https?:\/\//)
    }
    t.match(heard, [
      /api\.instantly\.ai\/api\/v2\/campaigns tried the real host/,
      /nowhere\.invalid\/ is to another/
    ])
  })
}

t.test('other hosts are let through unless they are to be refused', async (t) => {
  const server = http.createServer((_request, answer) => answer.end('"other"'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.teardown(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const heard = hear(t)
  const { interception, intercept } = await begin(t)
  t.equal(await (await fetch(url)).text(), '"other"')
  interception.stop()
  intercept({ others: 'refuse' })
  await t.rejects(fetch(url), { cause: { message: /is to another host/ } })
  t.equal(heard.length, 1)
})

t.test('the address of the mock is never refused, by whatever name of this machine', async (t) => {
  const mock = await createInstantlyMock({ fixture: 'small' })
  t.teardown(() => mock.close())
  const heard = hear(t)
  mock.intercept({ others: 'refuse', tripwire: true })
  t.equal((await fetch(`${mock.url}/api/v2/campaigns`)).status, 401)
  const { port } = new URL(mock.url)
  t.equal((await fetch(`http://localhost:${port}/api/v2/campaigns`)).status, 401)
  // Nothing listens at this one: it passes, and fails on its own.
  await t.rejects(fetch(`http://[::1]:${port}/`), { cause: { code: /^E/ } })
  t.same(heard, [])
  for (const url of [
    `http://nowhere.invalid:${port}/`,
    'http://localhost:3/',
    `https://localhost:${port}/`
  ]) {
    await t.rejects(fetch(url), { cause: { message: /is to another host/ } }, url)
  }
})

t.test('a mock without a port has no other names', async (t) => {
  await begin(t, { others: 'refuse' })
  hear(t)
  await t.rejects(fetch('http://127.0.0.1/'), { cause: { message: /is to another host/ } })
})

t.test('invalid options are refused, and nothing is intercepted', async (t) => {
  const mock = await createInstantlyMock({ port: false, fixture: 'small' })
  t.teardown(() => mock.close())
  const wrong: [options: unknown, message: string][] = [
    [{ others: 'block' }, "intercept: options.others is 'block', wanted one of pass, refuse"],
    [{ tripWire: true }, 'intercept: options has tripWire: true, wanted only others, tripwire'],
    [{ tripwire: 'true' }, "intercept: options.tripwire is 'true', wanted true or false"]
  ]
  for (const [options, message] of wrong) {
    t.throws(() => mock.intercept(options as InterceptOptions), { message })
  }
  t.doesNotThrow(() => mock.intercept())
})

t.test('a client that aborts a stalled call does not affect other calls', async (t) => {
  const { faults, get, requests } = await begin(t)
  const { id } = faults.add({ operation_id: 'listCampaign', connection: 'stall', calls: { to: 1 } })
  const controller = new AbortController()
  const given = fetch(`${HOST}/api/v2/campaigns`, { ...get, signal: controller.signal })
  while (!faults.read(id).fired) await new Promise(setImmediate)
  controller.abort()
  await t.rejects(given, { name: 'AbortError' })
  t.equal((await fetch(`${HOST}/api/v2/campaigns`, get)).status, 200)
  faults.release(id)
  while (requests().length < 2) await new Promise(setImmediate)
  t.equal((await fetch(`${HOST}/api/v2/campaigns`, get)).status, 200)
})

t.test('one mock intercepts at a time, until it stops', async (t) => {
  const one = await begin(t)
  t.throws(() => one.intercept(), /already intercepted/)
  const two = await createInstantlyMock({ port: false, fixture: 'small' })
  t.teardown(() => two.close())
  t.throws(() => two.intercept(), /already intercepted/)
  one.interception.stop()
  const interception = two.intercept()
  t.equal((await fetch(`${HOST}/api/v2/campaigns`, one.get)).status, 200)
  one.interception.stop()
  t.throws(() => one.intercept(), /already intercepted/, 'a second stop takes nothing from the other')
  // What `using` does at the end of its block; Node 22 has no syntax for it.
  interception[Symbol.dispose]()
  t.same([one.requests().length, two.requests().length], [0, 1])
})

t.test('after stop, requests go where they are sent', async (t) => {
  const server = http.createServer((_request, answer) => answer.end('"real"'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const { interception } = await begin(t)
  const call = async () => {
    const lookup: LookupFunction = (_name, _options, found) =>
      found(null, [{ address: '127.0.0.1', family: 4 }])
    const sent = http.get({ host: 'api.instantly.ai', port, path: '/api/v2/campaigns', lookup, agent: false })
    const [answer] = (await once(sent, 'response')) as [http.IncomingMessage]
    return text(answer)
  }
  t.match(JSON.parse(await call()), { statusCode: 401 })
  interception.stop()
  t.equal(await call(), '"real"')
})
