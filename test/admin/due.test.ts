import t, { type Test } from 'tap'
import { small } from '../start.ts'
import { control } from './control.ts'

const noon = '2026-01-15T12:00:00.000Z'
const carla = JSON.stringify({ lead_email: 'carla@example.org', interest_value: 1 })
const change = { task: 'update_interest', argument: carla, due: noon }

/** A workspace at noon with all work on hold, a scheduled change of interest, and a pending lookup of a provider. */
async function withWork(t: Test) {
  const client = await control(t)
  const { admin, get, post } = client
  await admin('POST', '/clock/freeze', { at: noon })
  await admin('PATCH', '/due', { hold: true })
  const { id } = (await post('/leads', { email: 'new@example.com' })).body
  await post('/leads/update-interest-status', JSON.parse(carla))
  const lookUp = { task: 'look_up_providers', due: '2026-01-15T12:00:10.000Z' }
  const interest = async () => (await get(`/leads/${small.carla}`)).body.lt_interest_status
  const provider = async () => (await get(`/leads/${id}`)).body.esp_code
  const before = await interest()
  return { ...client, lookUp, interest, provider, before }
}

t.test('due work is listed in its order, work on hold as well', async (t) => {
  const { admin, lookUp, interest, before } = await withWork(t)
  t.match(await admin('GET', '/due'), { status: 200, body: { held: ['*'], items: [change, lookUp] } })
  t.equal(await interest(), before)
})

t.test('work is run now, held back or not: by its task, by its argument, or all of it', async (t) => {
  const { admin, lookUp, interest, provider } = await withWork(t)
  t.match((await admin('POST', '/due/run', { task: 'update_interest' })).body, { items: [lookUp] })
  t.equal(await interest(), 1)
  t.equal(await provider(), undefined)
  t.same((await admin('POST', '/due/run')).body, { held: ['*'], items: [] })
  t.equal(await provider(), 999)
  const { status, body } = await admin('POST', '/due/run', { task: 'move_leads' })
  t.equal(status, 404)
  t.equal(body.message, 'Nothing is due of move_leads, any argument')
  t.match((await admin('POST', '/due/run')).body, { message: 'Nothing is due of any task, any argument' })
})

t.test('of one task, work is run for the argument that is named', async (t) => {
  const { admin, post } = await withWork(t)
  await post('/leads/update-interest-status', { lead_email: 'carla@example.org', interest_value: 2 })
  const { items } = (await admin('POST', '/due/run', { argument: carla })).body
  t.equal(items.length, 2)
  t.notMatch(items, [{ argument: carla }])
})

t.test('a single task can be put on hold and resumed', async (t) => {
  const { admin, interest, provider, before } = await withWork(t)
  t.same((await admin('PATCH', '/due', { hold: false })).body.held, [])
  t.equal(await interest(), 1)
  const hold = async (hold: boolean, task: string) => (await admin('PATCH', '/due', { hold, task })).body.held
  t.same(await hold(true, 'look_up_providers'), ['look_up_providers'])
  t.same(await hold(true, 'look_up_providers'), ['look_up_providers'])
  t.same(await hold(true, 'move_leads'), ['look_up_providers', 'move_leads'])
  await admin('POST', '/clock/advance', { by: '1m' })
  t.equal(await provider(), undefined)
  t.same(await hold(false, 'look_up_providers'), ['move_leads'])
  t.equal(await provider(), 999)
  t.not(before, 1)
})

t.test('a hold or run that matches nothing possible is refused and changes nothing', async (t) => {
  const { admin } = await withWork(t)
  const before = (await admin('GET', '/due')).text
  for (const [method, url, body] of [
    ['PATCH', '/due', {}],
    ['PATCH', '/due', { hold: 'yes' }],
    ['PATCH', '/due', { hold: false, tasks: ['x'] }],
    ['POST', '/due/run', { tasks: 'x' }]
  ] as const) {
    t.equal((await admin(method, url, body)).status, 400, JSON.stringify(body))
  }
  t.equal((await admin('GET', '/due')).text, before)
})

t.test('snapshots, forks and resets include due work and its instants', async (t) => {
  const { admin, call, interest, before } = await withWork(t)
  await admin('PUT', '/snapshots/here')
  await admin('POST', '/fork', { names: ['other'] })
  const due = (await admin('GET', '/due')).body
  await admin('PATCH', '/due', { hold: false })
  await admin('POST', '/clock/advance', { by: '1d' })
  t.equal(await interest(), 1)
  t.same((await admin('GET', '/due')).body, { held: [], items: [] })
  await admin('POST', '/snapshots/here/restore')
  t.same((await admin('GET', '/due')).body, due)
  t.match((await admin('GET', '/clock')).body, { now: noon, frozen: true })
  t.equal(await interest(), before)
  const other = '/__admin/workspaces/other'
  t.same((await call('GET', `${other}/due`)).body, due)
  t.match((await call('GET', `${other}/clock`)).body, { now: noon, frozen: true })
  await admin('POST', '/reset')
  t.same((await admin('GET', '/due')).body, { held: [], items: [] })
  t.same((await call('GET', `${other}/due`)).body, due)
})
