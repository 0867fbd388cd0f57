// What holds for every entity that can be made. A new resource fails here until resources.ts has a row for it.
import t from 'tap'
import { keptResources } from '../../src/resources/index.ts'
import { start } from '../start.ts'
import { contract } from './contract.ts'
import { creatable } from './resources.ts'

const noon = '2026-01-15T12:00:00.000Z'
const DAY = 86_400_000

t.test('every resource that can be created and listed has a row here', async (t) => {
  const { call } = await start(t)
  const made: string[] = []
  for (const [method, path] of contract) {
    const isListed = contract.some(([other, its]) => other === 'GET' && its === path)
    if (method !== 'POST' || !isListed || path.includes('{')) continue
    const { status } = await call('POST', path, { body: {} })
    if (status !== 501) made.push(path)
  }
  t.strictSame(
    made.toSorted(),
    Object.values(creatable)
      .map(({ path }) => `/api/v2${path}`)
      .toSorted()
  )
})

for (const [name, { path, body, patch, isDatedOnce, key = 'id' }] of Object.entries(creatable)) {
  t.test(`${name}: timestamps are those of a clock that stands still`, async (t) => {
    const { call, get, post, patch: change } = await start(t)
    await call('POST', '/__admin/clock/freeze', { body: { at: noon } })
    const { body: made } = await post(path, body(1))
    t.match(made, { timestamp_created: noon, ...(!isDatedOnce && { timestamp_updated: noon }) })
    await call('POST', '/__admin/clock/advance', { body: { by: '1h' } })
    const { body: changed } = await change(`${path}/${made[key]}`, patch)
    const later = '2026-01-15T13:00:00.000Z'
    t.match(changed, { timestamp_created: noon, ...(!isDatedOnce && { timestamp_updated: later }), ...patch })
    t.same((await get(`${path}/${made[key]}`)).body, changed)
    await call('POST', '/__admin/clock/advance', { body: { by: '1h' } })
    t.match((await post(path, body(2))).body, { timestamp_created: '2026-01-15T14:00:00.000Z' })
    t.same((await get(`${path}/${made[key]}`)).body, changed, 'what nobody changes keeps its timestamps')
  })

  t.test(`${name}: timestamps are those of a clock that was moved and runs, moved twice`, async (t) => {
    const { call, post } = await start(t)
    const before = Date.now()
    await call('POST', '/__admin/clock/advance', { body: { by: '20d' } })
    await call('POST', '/__admin/clock/advance', { body: { by: '10d' } })
    const { body: made } = await post(path, body(1))
    const created = Date.parse(made.timestamp_created)
    t.ok(created >= before + 30 * DAY && created <= Date.now() + 30 * DAY)
    if (!isDatedOnce) t.equal(made.timestamp_updated, made.timestamp_created)
  })

  // Recorded: a patch moves timestamp_updated.
  t.test(
    `${name}: a patch moves timestamp_updated, of what the future brought, too`,
    { skip: isDatedOnce && 'it has none' },
    async (t) => {
      const { call, post, patch: change } = await start(t)
      await call('POST', '/__admin/clock/advance', { body: { by: '30d' } })
      const { body: made } = await post(path, body(1))
      await call('POST', '/__admin/clock/run')
      const once = (await change(`${path}/${made[key]}`, patch)).body
      t.ok(once.timestamp_updated > made.timestamp_updated, `${once.timestamp_updated}`)
      const twice = (await change(`${path}/${made[key]}`, patch)).body
      t.ok(twice.timestamp_updated > once.timestamp_updated)
      t.equal(twice.timestamp_created, made.timestamp_created)
    }
  )

  t.test(`${name}: entities created at the same instant have different ids`, async (t) => {
    const { call, get, post } = await start(t)
    await call('POST', '/__admin/clock/freeze', { body: { at: noon } })
    const ids = new Set<string>()
    for (let number = 1; number <= 12; number += 1) {
      const made = await post(path, body(number))
      t.equal(made.status, 200)
      t.equal((await get(`${path}/${made.body[key]}`)).text, made.text)
      ids.add(made.body[key])
    }
    t.equal(ids.size, 12)
  })

  t.test(`${name}: a created entity never takes an imported id`, async (t) => {
    const { call, post } = await start(t)
    const make = async (secret: string, numbers: number[]) => {
      const ids: string[] = []
      for (const number of numbers) {
        const { status, body: made } = await post(path, body(number), { key: secret })
        t.equal(status, 200)
        ids.push(made[key])
      }
      return ids
    }
    // Workspaces of one beginning give the same ids, so an import brings those that would come next.
    const imported = await make('mock_one', [1, 2, 3])
    const { body: state } = await call('GET', '/__admin/workspaces/one/state', {})
    t.equal((await call('PUT', '/__admin/workspaces/two/state', { body: state })).status, 200)
    const made = await make('mock_two', [4, 5, 6])
    t.equal(new Set([...imported, ...made]).size, 6)
  })

  if (key === 'id') {
    t.test(`${name}: a created entity never takes the id of one that a test has put`, async (t) => {
      const { call, post } = await start(t)
      const [one, two] = ['mock_one', 'mock_two']
      for (const secret of [one, two])
        await call('POST', '/__admin/clock/freeze', { body: { at: '2026-01-15T12:00:00Z' }, key: secret })
      // Workspaces of one beginning give the same ids: the other's first is what would come next here.
      const { body: next } = await post(path, body(1), { key: one })
      const table = keptResources.find(([, { tag }]) => tag === name)?.[1].name
      t.match(await call('PUT', `/__admin/entities/${table}`, { body: next, key: two }), { status: 200 })
      const { status, body: made } = await post(path, body(2), { key: two })
      t.equal(status, 200)
      t.not(made.id, next.id)
    })
  }

  t.test(`${name}: a deleted entity stays deleted, and its id is not reused`, async (t) => {
    const { get, post, remove } = await start(t)
    const made = await post(path, body(1))
    t.equal((await remove(`${path}/${made.body[key]}`)).status, 200)
    t.equal((await get(`${path}/${made.body[key]}`)).status, 404)
    t.equal((await remove(`${path}/${made.body[key]}`)).status, 404)
    if (key === 'id') t.not((await post(path, body(1))).body.id, made.body.id)
  })
}
