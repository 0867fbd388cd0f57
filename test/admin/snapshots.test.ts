import t from 'tap'
import { small } from '../start.ts'
import { control, everything } from './control.ts'

t.test('a snapshot can be restored again and again', async (t) => {
  const { admin, get, post, remove } = await control(t)
  await post('/custom-tags', { label: 'Before' })
  t.same((await admin('PUT', '/snapshots/here')).body, { success: true })
  const then = await everything({ get })
  for (const label of ['one', 'two', 'three']) {
    await post('/custom-tags', { label })
    await remove(`/campaigns/${small.spring}`)
    t.notSame(await everything({ get }), then)
    t.same((await admin('POST', '/snapshots/here/restore')).body, { success: true })
    t.same(await everything({ get }), then)
  }
})

t.test('an older snapshot can be restored, and then a later one again', async (t) => {
  const { admin, get, post } = await control(t)
  const states = new Map<string, string[]>()
  for (const name of ['a', 'b', 'c']) {
    await post('/custom-tags', { label: name })
    await admin('PUT', `/snapshots/${name}`)
    states.set(name, await everything({ get }))
  }
  for (const name of ['a', 'c', 'b', 'b', 'a', 'c']) {
    await admin('POST', `/snapshots/${name}/restore`)
    t.same(await everything({ get }), states.get(name), name)
    await post('/custom-tags', { label: `after ${name}` })
  }
})

t.test('a snapshot of an untouched world brings that back', async (t) => {
  const { admin, get, remove } = await control(t)
  const before = await everything({ get })
  await admin('PUT', '/snapshots/untouched')
  await remove(`/custom-tags/${small.europe}`)
  await admin('POST', '/snapshots/untouched/restore')
  t.same(await everything({ get }), before)
})

t.test('a name can be reused: the later snapshot counts', async (t) => {
  const { admin, get, post } = await control(t)
  await admin('PUT', '/snapshots/here')
  await post('/custom-tags', { label: 'Later' })
  await admin('PUT', '/snapshots/here')
  const later = await everything({ get })
  await admin('POST', '/reset')
  await admin('POST', '/snapshots/here/restore')
  t.same(await everything({ get }), later)
  t.same((await admin('GET', '/snapshots')).body, { snapshots: ['here'] })
})

t.test('restore returns the clock to the state in the snapshot: frozen, set or running freely', async (t) => {
  const { admin } = await control(t)
  const clock = async () => (await admin('GET', '/clock')).body
  await admin('PUT', '/snapshots/running')
  await admin('POST', '/clock/set', { to: '2028-01-01T00:00:00Z' })
  await admin('PUT', '/snapshots/set')
  await admin('POST', '/clock/freeze', { at: '2027-01-01T00:00:00Z' })
  await admin('PUT', '/snapshots/frozen')
  await admin('POST', '/clock/advance', { by: '1d' })
  await admin('POST', '/snapshots/frozen/restore')
  t.same(await clock(), { now: '2027-01-01T00:00:00.000Z', frozen: true })
  await admin('POST', '/snapshots/set/restore')
  t.match(await clock(), { now: /^2028-01-01T00:0/, frozen: false })
  await admin('POST', '/snapshots/running/restore')
  t.equal((await clock()).frozen, false)
  t.ok(Math.abs(Date.parse((await clock()).now) - Date.now()) < 60_000)
})

t.test('restore keeps journal and faults', async (t) => {
  const { admin, get } = await control(t)
  await admin('PUT', '/snapshots/here')
  await admin('POST', '/faults', { operation_id: 'listCampaign', answer: { status: 429 } })
  await get('/custom-tags')
  await admin('POST', '/snapshots/here/restore')
  t.equal((await admin('GET', '/journal')).body.count, 1)
  t.equal((await get('/campaigns')).status, 429)
})

t.test('new ids in a restored world never collide with existing ones', async (t) => {
  const { admin, get, post } = await control(t)
  const make = async (label: string) => (await post('/custom-tags', { label })).body.id
  await make('one')
  await admin('PUT', '/snapshots/one')
  await make('two')
  await admin('PUT', '/snapshots/two')
  for (const name of ['one', 'two', 'one', 'two']) {
    await admin('POST', `/snapshots/${name}/restore`)
    for (const label of ['x', 'y', 'z']) t.ok(await make(label))
    const ids = (await get('/custom-tags?limit=100')).body.items.map(({ id }: { id: string }) => id)
    t.equal(new Set(ids).size, name === 'one' ? 6 : 7)
  }
})

t.test('list returns the names, forget removes one', async (t) => {
  const { admin } = await control(t)
  t.same((await admin('GET', '/snapshots')).body, { snapshots: [] })
  await admin('PUT', '/snapshots/a')
  await admin('PUT', '/snapshots/b')
  t.same((await admin('DELETE', '/snapshots/a')).body, { success: true })
  t.same((await admin('GET', '/snapshots')).body, { snapshots: ['b'] })
})

t.test('an unknown snapshot is 404, and those that there are are named', async (t) => {
  const { admin } = await control(t)
  const message = 'No snapshot nope: there are none'
  t.same((await admin('POST', '/snapshots/nope/restore')).body, {
    statusCode: 404,
    error: 'Not Found',
    message
  })
  await admin('PUT', '/snapshots/a')
  await admin('PUT', '/snapshots/b')
  const { status, body } = await admin('DELETE', '/snapshots/nope')
  t.equal(status, 404)
  t.equal(body.message, 'No snapshot nope: there are a, b')
})

t.test('snapshots belong to their workspace', async (t) => {
  const { admin } = await control(t)
  await admin('PUT', '/snapshots/mine')
  t.equal((await admin('POST', '/snapshots/mine/restore', undefined, 'mock_other')).status, 404)
  t.same((await admin('GET', '/snapshots', undefined, 'mock_other')).body, { snapshots: [] })
})
