import { runInNewContext } from 'node:vm'
import t, { type Test } from 'tap'
import { createInstantlyMock, type WorkspaceHandle } from '../../src/index.ts'
import { small } from '../start.ts'

async function begin(t: Test): Promise<WorkspaceHandle> {
  const mock = await createInstantlyMock({ port: false, fixture: 'small' })
  t.teardown(() => mock.close())
  return mock.workspace()
}
const statusOf = async ({ fetch }: WorkspaceHandle, path: string, init?: RequestInit) =>
  (await fetch(`/api/v2${path}`, init)).status
const create = (label: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ label, nonsense: 1 })
})

t.test('reset puts all back to the beginning, or to a fixture that comes with the package', async (t) => {
  const workspace = await begin(t)
  workspace.entities.campaigns.remove(small.spring)
  await workspace.clock.freeze('2030-01-01T00:00:00Z')
  workspace.beStrict()
  workspace.limit({ enabled: true, per_minute: 0 })
  t.equal(await statusOf(workspace, '/campaigns'), 429)
  workspace.faults.add({ operation_id: 'listCampaign', answer: { status: 402 } })
  await workspace.reset()
  t.equal(await statusOf(workspace, '/campaigns?nonsense=1'), 200)
  t.equal(workspace.entities.campaigns.read(small.spring).id, small.spring)
  t.equal(workspace.clock.read().frozen, false)
  t.same(workspace.faults.list(), [])
  t.equal(workspace.requests().length, 1)
  await workspace.reset('empty')
  t.same(workspace.entities.campaigns.list(), [])
  await t.rejects(workspace.reset('./nowhere'), /The fixture is \.\/nowhere, wanted a name/)
})

t.test('snapshots store the data, with or without a name', async (t) => {
  const { entities, snapshot, restore } = await begin(t)
  snapshot()
  entities.campaigns.remove(small.spring)
  snapshot('without-spring')
  restore()
  t.equal(entities.campaigns.read(small.spring).id, small.spring)
  restore('without-spring')
  t.throws(() => entities.campaigns.read(small.spring), /There is no 1111.* among the campaigns/)
  t.throws(() => restore('unknown'), /No snapshot unknown: there are unnamed, without-spring/)
})

t.test('forks start as copies of the workspace, are independent, and have the same functions', async (t) => {
  const workspace = await begin(t)
  workspace.entities.campaigns.remove(small.spring)
  await workspace.clock.freeze('2030-01-01T00:00:00Z')
  const [one, two] = await workspace.fork(2)
  if (!one || !two) throw new Error('fewer than two forks')
  t.same(Object.keys(one), Object.keys(workspace))
  t.equal(new Set([workspace.key, one.key, two.key]).size, 3)
  t.match(one.clock.read(), { now: '2030-01-01T00:00:00.000Z', frozen: true })
  t.equal(await statusOf(one, `/campaigns/${small.spring}`), 404)
  one.entities.campaigns.remove(small.summer)
  t.equal(await statusOf(two, `/campaigns/${small.summer}`), 200)
  t.same(
    [workspace, one, two].map(({ requests }) => requests().length),
    [0, 1, 1]
  )
  const [fork] = await one.fork()
  t.equal(fork && (await statusOf(fork, `/campaigns/${small.summer}`)), 404, 'a fork can be forked')
})

t.test('the data can be exported as a fixture, and imported', async (t) => {
  const workspace = await begin(t)
  const fixture = workspace.export()
  workspace.entities.campaigns.remove(small.spring)
  await workspace.import(fixture)
  t.same(workspace.export(), fixture)
  await t.rejects(workspace.import({ campaigns: [{}] }), /body: campaigns\/0\/name is missing/)
  t.same(workspace.export(), fixture)
})

t.test('the clock accepts Dates, milliseconds and durations in words', async (t) => {
  const { clock } = await begin(t)
  t.equal((await clock.freeze(new Date('2030-01-01T00:00:00Z'))).now, '2030-01-01T00:00:00.000Z')
  t.equal((await clock.set(new Date('2030-01-02T00:00:00Z'))).now, '2030-01-02T00:00:00.000Z')
  t.equal((await clock.advance(1500)).now, '2030-01-02T00:00:01.500Z')
  t.equal((await clock.advance('1 week')).now, '2030-01-09T00:00:01.500Z')
  const foreign = runInNewContext("new Date('2030-02-01T00:00:00Z')")
  t.equal((await clock.set(foreign)).now, '2030-02-01T00:00:00.000Z', 'a Date of another realm')
  t.throws(() => clock.set(new Date('soon')), {
    message: /^clock\.set: to is 'Invalid Date', wanted an instant/
  })
  for (const by of [Number.NaN, -1, Number.POSITIVE_INFINITY])
    await t.rejects(clock.advance(by), {
      message: `by is ${by}ms, wanted a duration such as 3d, 90m or PT1H30M`
    })
})

t.test('entities and the Date header follow the clock', async (t) => {
  const { clock, fetch } = await begin(t)
  t.match(await clock.set('2030-01-01T00:00:00Z'), { frozen: false })
  await clock.freeze()
  await clock.set('2030-01-01T00:00:00Z')
  t.equal((await clock.advance('1d')).now, '2030-01-02T00:00:00.000Z')
  const answer = await fetch('/api/v2/custom-tags', create('VIP'))
  t.equal(Object(await answer.json()).timestamp_created, '2030-01-02T00:00:00.000Z')
  t.equal(answer.headers.get('date'), 'Wed, 02 Jan 2030 00:00:00 GMT')
  t.equal((await clock.run()).frozen, false)
})

t.test('faults apply to matching calls', async (t) => {
  const workspace = await begin(t)
  const { faults } = workspace
  const { id } = faults.add({ operation_id: 'listCampaign', calls: { to: 1 }, answer: { status: 429 } })
  t.equal(await statusOf(workspace, '/campaigns'), 429)
  t.equal(await statusOf(workspace, '/campaigns'), 200)
  t.match(faults.read(id), { matched: 2, fired: 1 })
  faults.remove(id)
  t.throws(() => faults.read(id), /There is no fault/)
  t.throws(() => faults.add({ operation_id: 'listCampaign', answer: { status: 418 } }), /documents no 418/)
  faults.add({ operation_id: 'listCampaign', answer: { status: 418 }, force: true })
  t.equal(await statusOf(workspace, '/campaigns'), 418)
  faults.clear()
  t.equal(await statusOf(workspace, '/campaigns'), 200)
})

t.test('requests are found, verified and forgotten', async (t) => {
  const workspace = await begin(t)
  const { requests, verify, clearRequests, report } = workspace
  await statusOf(workspace, '/campaigns?limit=1')
  await statusOf(workspace, '/custom-tags', create('VIP'))
  t.match(requests({ operation_id: 'createCustomTag' }), [{ body: { label: 'VIP' }, status: 200 }])
  t.same(requests({ status: 500 }), [])
  verify([{ operation_id: 'createCustomTag', body: { label: 'VIP' }, exactly: 1 }])
  verify([{ operation_id: 'listCampaign' }, { operation_id: 'createCustomTag' }], { inOrder: true })
  t.throws(
    () => verify([{ operation_id: 'createCustomTag' }, { operation_id: 'listCampaign' }], { inOrder: true }),
    /after call 2, found 0/
  )
  t.throws(
    () => verify([{ operation_id: 'createCustomTag', body: { label: 'other' } }]),
    /^expected at least 1 of .* found 0\n {2}near: 2: POST \/api\/v2\/custom-tags 200 \(body\.label is "VIP"/
  )
  // What node:assert, Vitest, Jest and tap show as a diff.
  t.throws(() => verify([{ operation_id: 'createCustomTag', exactly: 0 }]), {
    name: 'AssertionError',
    code: 'ERR_ASSERTION',
    expected: ['exactly 0 of {"operation_id":"createCustomTag"}'],
    actual: [{ found: 1, nearest: [{ call: '2: POST /api/v2/custom-tags 200' }] }]
  })
  t.match(report(), { operations: [{ calls: 1 }, { calls: 1 }], advice: [{ calls: [2] }, { calls: [1] }] })
  t.equal(clearRequests({ operation_id: 'listCampaign' }), 1)
  t.equal(clearRequests(), 1)
  t.same(requests(), [])
})

t.test('entities are put, changed and removed past the rules of the API', async (t) => {
  const { entities, fetch } = await begin(t)
  const put = entities.customTags.put({ label: 'made' })
  t.match(put, { id: String, label: 'made', timestamp_created: String })
  entities.campaigns.patch(small.spring, { status: -2, not_sending_status: 3 })
  t.match(await (await fetch(`/api/v2/campaigns/${small.spring}`)).json(), {
    status: -2,
    not_sending_status: 3
  })
  const unset = entities.campaigns.patch(small.spring, { not_sending_status: null })
  t.notOk('not_sending_status' in unset)
  t.equal(entities.customTags.remove(put.id).label, 'made')
  t.throws(() => entities.customTags.read(put.id), /There is no .* among the custom_tags/)
  // @ts-expect-error: the types require it, too
  t.throws(() => entities.campaigns.put({ status: 1 }), { message: 'body/name is missing, wanted a text' })
})

t.test('limits hold once they are switched on', async (t) => {
  const workspace = await begin(t)
  await workspace.clock.freeze()
  workspace.limit({ enabled: true, operations: { listCampaign: { per_minute: 1 } } })
  t.equal(await statusOf(workspace, '/campaigns'), 200)
  t.equal(await statusOf(workspace, '/campaigns'), 429)
  t.equal(await statusOf(workspace, '/custom-tags'), 200)
  workspace.limit({ enabled: false })
  t.equal(await statusOf(workspace, '/campaigns'), 200)
})

t.test('strictness refuses what the service drops, until it is switched off', async (t) => {
  const workspace = await begin(t)
  workspace.beStrict()
  t.equal(await statusOf(workspace, '/custom-tags', create('VIP')), 400)
  workspace.beStrict(false)
  t.equal(await statusOf(workspace, '/custom-tags', create('VIP')), 200)
})

t.test('keys have the scopes that were chosen, until they are revoked', async (t) => {
  const workspace = await begin(t)
  const [other] = await workspace.fork()
  const key = workspace.makeKey(['campaigns:read'])
  const headers = { authorization: `Bearer ${key}` }
  t.equal(await statusOf(workspace, '/campaigns', { headers }), 200)
  t.equal(await statusOf(workspace, '/custom-tags', { headers }), 401)
  t.equal(other?.revokeKey(key), false, 'only its own')
  t.equal(workspace.revokeKey(key), true)
  t.equal(workspace.revokeKey(key), false)
  t.equal(await statusOf(workspace, '/campaigns', { headers }), 401)
})

t.test('a workspace that is closed is dropped, by `await using` too', async (t) => {
  const mock = await createInstantlyMock({ port: false, fixture: 'empty' })
  t.teardown(() => mock.close())
  const count = async (key: string) => {
    const answer = await mock.fetch('/api/v2/custom-tags', { headers: { authorization: `Bearer ${key}` } })
    return Object(await answer.json()).items.length
  }
  const put = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"label":"Gone"}' }
  const team = await mock.workspace('team')
  await team.fetch('/api/v2/custom-tags', put)
  t.equal(await count('mock_team'), 1)
  await team.close()
  t.equal(await count('mock_team'), 0)
  {
    await using other = await mock.workspace('other')
    await other.fetch('/api/v2/custom-tags', put)
  }
  t.equal(await count('mock_other'), 0)
})

t.test('due work is held, listed and run by a program as by HTTP', async (t) => {
  const { clock, due, entities, fetch } = await begin(t)
  await clock.freeze('2026-01-15T12:00:00Z')
  due.hold({ hold: true })
  const body = JSON.stringify({ email: 'new@example.com' })
  const headers = { 'content-type': 'application/json' }
  const { id } = Object(await (await fetch('/api/v2/leads', { method: 'POST', headers, body })).json())
  await clock.advance('1h')
  t.match(due.list(), { held: ['*'], items: [{ task: 'look_up_providers' }] })
  t.equal(entities.leads.read(id).esp_code, undefined)
  t.throws(() => due.run({ task: 'nothing' }), { message: /^Nothing is due of nothing/ })
  t.throws(() => due.run({ tsak: 'x' } as object), { message: /^due.run: which has tsak: 'x'/ })
  t.same(due.run({ task: 'look_up_providers' }), { held: ['*'], items: [] })
  t.equal(entities.leads.read(id).esp_code, 999)
})
