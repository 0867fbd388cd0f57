import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import t, { type Test } from 'tap'
import { createInstantlyMock, type MockOptions } from '../src/index.ts'
import { keptResources } from '../src/resources/index.ts'
import { small } from './start.ts'

async function begin(t: Test, options: MockOptions = { fixture: 'small' }) {
  const mock = await createInstantlyMock({ port: false, ...options })
  t.teardown(() => mock.close())
  return mock
}
const idsOf = (entities: { id: string }[]) => entities.map(({ id }) => id).sort()
const isClosed = (url: string) =>
  fetch(url).then(
    () => false,
    () => true
  )

t.test('a mock listens on a free port and answers there', async (t) => {
  const { url, key } = await begin(t, { port: 0 })
  t.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
  const answer = await fetch(`${url}/api/v2/campaigns?limit=100`, {
    headers: { authorization: `Bearer ${key}` }
  })
  t.equal(Object(await answer.json()).items.length, 100, 'of the 120 that it has unless told')
})

t.test('the address is one that a client can call, whatever the mock listens on', async (t) => {
  const everywhere = await begin(t, { port: 0, host: '0.0.0.0', seedSize: 0 })
  t.match(everywhere.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  const six = await begin(t, { port: 0, host: '::1', seedSize: 0 })
  t.match(six.url, /^http:\/\/\[::1\]:\d+$/)
  t.equal((await fetch(`${six.url}/api/v2/campaigns`)).status, 401)
})

t.test('a port in use and an invalid fixture are refused', async (t) => {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.teardown(() => server.close())
  const { port } = server.address() as { port: number }
  await t.rejects(createInstantlyMock({ port, seedSize: 0 }), { code: 'EADDRINUSE' })
  await t.rejects(
    createInstantlyMock({ fixture: { campaigns: 1 } }),
    /fixture: campaigns is 1, wanted a list/
  )
  await t.rejects(createInstantlyMock({ fixture: 'nowhere.json' }), /nowhere\.json/)
})

t.test('a mock starts with the given data', async (t) => {
  t.equal((await begin(t, { seedSize: 7 })).entities.campaigns.list().length, 7)
  const [one, two, three] = [
    await begin(t, { seed: 5, seedSize: 3 }),
    await begin(t, { seed: 5, seedSize: 3 }),
    await begin(t, { seed: 6, seedSize: 3 })
  ].map(({ entities }) => idsOf(entities.campaigns.list()))
  t.same(one, two)
  t.notSame(one, three)
  t.equal((await begin(t)).entities.campaigns.read(small.spring).id, small.spring)
  const given = await begin(t, { fixture: { custom_tags: [] } })
  t.same(given.export(), { ...given.export(), campaigns: [], custom_tags: [] })
})

t.test('invalid options are refused by name, with the expected values', async (t) => {
  const wrong: [options: unknown, message: string][] = [
    [null, ' is null, wanted an object'],
    [[], ' is [], wanted an object'],
    [
      { seed_size: 3 },
      ' has seed_size: 3, wanted only port, host, seed, seedSize, fixture, data, workspaceLimit, keys'
    ],
    [{ seedSize: -1 }, '.seedSize is -1, wanted a whole number from 0 to 100000'],
    [{ seedSize: 'x' }, ".seedSize is 'x', wanted a whole number from 0 to 100000"],
    [{ seedSize: 100_001 }, '.seedSize is 100001, wanted a whole number from 0 to 100000'],
    [{ seed: 0.5 }, '.seed is 0.5, wanted a whole number from 0 to 2147483648'],
    [{ port: true }, '.port is true, wanted a whole number from 0 to 65535, or false'],
    [{ port: -1 }, '.port is -1, wanted a whole number from 0 to 65535, or false'],
    [{ port: 65_536 }, '.port is 65536, wanted a whole number from 0 to 65535, or false'],
    [{ host: '' }, ".host is '', wanted a text that is not empty"],
    [{ data: 1 }, '.data is 1, wanted a text that is not empty'],
    [{ fixture: null }, '.fixture is null, wanted a path, a name or an object'],
    [{ fixture: 7 }, '.fixture is 7, wanted a path, a name or an object'],
    [{ fixture: '' }, ".fixture is '', wanted a path, a name or an object"]
  ]
  for (const [options, message] of wrong) {
    await t.rejects(createInstantlyMock(options as MockOptions), {
      message: `createInstantlyMock: options${message}`
    })
  }
  await (await createInstantlyMock({ port: false, host: undefined, seedSize: 0 })).close()
})

t.test('keys that would open nothing are refused, and their secrets are not shown', async (t) => {
  const scopes = ['campaigns:read']
  const wrong: [keys: unknown, message: string][] = [
    [new Map(), ' is Map(0) {}, wanted what JSON can hold'],
    [{ s3cret: 1 }, '.s3c… is 1, wanted an object'],
    [
      { s3cret: { workspace: 'a' } },
      ".s3c….scopes is missing, wanted a list such as [ 'campaigns:read', 'custom_tags:all' ]"
    ],
    [
      { s3cret: { workspace: 'A b', scopes } },
      ".s3c….workspace is 'A b', wanted 1 to 64 of a-z, 0-9, - and _"
    ],
    [{ s3cret: { workspace: 'a', scopes, scope: 1 } }, '.s3c… has scope: 1, wanted only workspace, scopes'],
    [
      { s3cret: { workspace: 'a', scopes: ['campaigns:fly'] } },
      ".s3c….scopes[0] is 'campaigns:fly', wanted <resource>:<read|create|update|delete|all>, such as campaigns:read"
    ],
    [{ '': { workspace: 'a', scopes } }, ': the secret … is empty or has spaces, wanted one without'],
    [
      { 's3 cret': { workspace: 'a', scopes } },
      ': the secret s3 … is empty or has spaces, wanted one without'
    ]
  ]
  for (const [keys, message] of wrong) {
    await t.rejects(createInstantlyMock({ keys: keys as MockOptions['keys'] }), {
      message: `createInstantlyMock: options.keys${message}`
    })
  }
})

t.test('additional keys have the access that they were given', async (t) => {
  const { fetch } = await begin(t, { keys: { s3cret: { workspace: 'team-a', scopes: ['campaigns:read'] } } })
  const headers = { authorization: 'Bearer s3cret' }
  t.equal((await fetch('/api/v2/campaigns', { headers })).status, 200)
  t.equal((await fetch('/api/v2/custom-tags', { headers })).status, 401)
})

t.test('a new workspace has its own key and shares nothing', async (t) => {
  const mock = await begin(t)
  const [one, two] = [await mock.workspace(), await mock.workspace()]
  t.equal(new Set([mock.key, one.key, two.key]).size, 3)
  one.entities.campaigns.remove(small.spring)
  await one.clock.freeze('2030-01-01T00:00:00Z')
  one.faults.add({ operation_id: 'listCampaign', answer: { status: 429 } })
  t.equal((await one.fetch('/api/v2/campaigns')).status, 429)
  t.equal((await two.fetch('/api/v2/campaigns')).status, 200)
  t.equal(two.entities.campaigns.read(small.spring).id, small.spring)
  t.same(
    [one, two, mock].map(({ requests }) => requests().length),
    [1, 1, 0]
  )
  t.equal(two.clock.read().frozen, false)
})

t.test('a workspace with a name is the same at each call, and the one of that key', async (t) => {
  const mock = await begin(t)
  const one = await mock.workspace('team-a')
  one.entities.campaigns.remove(small.spring)
  const again = await mock.workspace('team-a')
  t.throws(() => again.entities.campaigns.read(small.spring), /There is no 1111/)
  t.equal(one.key, 'mock_team-a')
  await t.rejects(mock.workspace(''), { message: "workspace: name is '', wanted a text that is not empty" })
  t.match(await mock.workspace('default'), { key: mock.key })
  await t.rejects(mock.workspace(JSON.parse('null')), { message: /^workspace: name is null, wanted/ })
})

t.test('a workspace can be named by any text, such as the title of a test', async (t) => {
  const mock = await begin(t)
  const titles = [
    'sends a mail',
    'Sends a mail',
    'sends, a mail',
    '../team-a',
    'größer als 🚀',
    ' ',
    'x'.repeat(65)
  ]
  const names = new Set<string>()
  for (const title of titles) {
    const { name, key, fetch } = await mock.workspace(title)
    t.match(name, /^[a-z0-9_-]{1,64}$/, title)
    t.equal(name, (await mock.workspace(title)).name)
    t.equal(key, `mock_${name}`)
    t.equal((await fetch('/api/v2/campaigns')).status, 200)
    names.add(name)
  }
  t.match([...names][0], /^sends-a-mail-/, 'recognisable')
  t.equal(names.size, titles.length)
})

t.test('fresh workspaces take no name that is in use, also not by a file from before', async (t) => {
  const data = t.testdir()
  const first = await createInstantlyMock({ port: false, data, seedSize: 1 })
  const { name, entities } = await first.workspace()
  await entities.customTags.put({ label: 'kept' })
  await first.close()
  t.ok(existsSync(`${data}/${name}.sqlite`))
  const second = await begin(t, { data, seedSize: 1 })
  await second.fetch('/api/v2/campaigns', { headers: { authorization: 'Bearer mock_fresh-2' } })
  const fresh = await second.workspace()
  t.notOk([name, 'fresh-2'].includes(fresh.name))
  t.notOk(fresh.entities.customTags.list().some(({ label }) => label === 'kept'))
  const kept = await second.workspace(name)
  t.ok(kept.entities.customTags.list().some(({ label }) => label === 'kept'))
})

t.test('two mocks in one process share nothing', async (t) => {
  const [one, two] = [
    await begin(t, { port: 0, fixture: 'small' }),
    await begin(t, { port: 0, fixture: 'small' })
  ]
  one.entities.campaigns.remove(small.spring)
  one.beStrict()
  const key = one.makeKey(['campaigns:read'])
  const headers = { authorization: `Bearer ${key}` }
  t.equal((await fetch(`${one.url}/api/v2/campaigns?limit=1`, { headers })).status, 200)
  t.equal((await fetch(`${two.url}/api/v2/campaigns?limit=1`, { headers })).status, 401)
  t.equal(two.entities.campaigns.read(small.spring).id, small.spring)
  t.same(two.requests(), [])
  await one.close()
  t.equal((await two.fetch('/api/v2/campaigns?nonsense=1')).status, 200)
})

t.test('every stored kind of entity is accessible', async (t) => {
  const { entities } = await begin(t)
  t.same(
    Object.keys(entities),
    keptResources.map(([name]) => name)
  )
  const few = ['customTags', 'campaigns', 'subsequences'] satisfies (keyof typeof entities)[]
  for (const name of few) t.ok(entities[name].list().length > 0, name)
})

t.test(
  'close waits for answers in progress, but not for the connections that clients keep open',
  async (t) => {
    const mock = await createInstantlyMock({ fixture: 'small' })
    const { id } = mock.faults.add({ operation_id: 'listCampaign', delay_ms: 200 })
    const delayed = fetch(`${mock.url}/api/v2/campaigns`, {
      headers: { authorization: `Bearer ${mock.key}` }
    })
    while (mock.faults.read(id).fired < 1) await new Promise(setImmediate)
    await mock.close()
    t.equal((await delayed).status, 200)
    t.ok(await isClosed(mock.url))
  }
)

t.test('close ends stalled calls without a socket, and interceptions; so does await using', async (t) => {
  const mock = await createInstantlyMock({ fixture: 'small' })
  mock.intercept()
  const { id } = mock.faults.add({ operation_id: 'listCampaign', connection: 'stall' })
  const stalled = fetch('https://api.instantly.ai/api/v2/campaigns', {
    headers: { authorization: `Bearer ${mock.key}` }
  })
  while (mock.faults.read(id).fired < 1) await new Promise(setImmediate)
  await mock.close()
  t.equal((await stalled).status, 200)
  t.ok(await isClosed(mock.url))

  // What `await using` does at the end of its block; Node 22 has no syntax for it.
  const used = await createInstantlyMock({ seedSize: 0 })
  used.intercept()
  t.equal((await fetch('https://api.instantly.ai/api/v2/campaigns')).status, 401)
  await used[Symbol.asyncDispose]()
  t.ok(await isClosed(used.url))
  const next = await begin(t)
  t.doesNotThrow(() => next.intercept(), 'the interception ended, too')
})
