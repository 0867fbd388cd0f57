import { setImmediate } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { readFixture } from '../../src/workspace/fixture.ts'
import { createRegistry } from '../../src/workspace/registry.ts'
import { imageOf } from '../../src/workspace/seed.ts'
import { openWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { small } from '../start.ts'

const noon = Date.parse('2026-01-15T12:00:00.000Z')
const emails = ['a@example.com', 'b@example.com', 'c@example.com']

const fixture = await readFixture('small')
const image = await imageOf({ seed: 1, size: 0, fixture })

/** A workspace with a lead for each email. */
function begin(t: Test, isFrozen = true): Workspace {
  const world = openWorkspace('a', image)
  t.teardown(world.close)
  if (isFrozen) world.clock.freeze(noon)
  for (const email of emails) world.leads.create({ email })
  for (const { task, argument } of world.schedule.all()) world.schedule.remove(task, argument)
  return world
}
const argumentOf = (lead_email: string) => JSON.stringify({ lead_email, interest_value: 1 })
/** Has the interest of the lead change at that instant. */
const plan = ({ schedule }: Workspace, email: string, due: number) =>
  schedule.add({ task: 'update_interest', argument: argumentOf(email), due })
/** Whose interest has changed, and when it says so. */
const changed = ({ leads }: Workspace) =>
  leads
    .all()
    .flatMap(({ email, lt_interest_status, timestamp_last_interest_change: at }) =>
      emails.includes(email ?? '') && lt_interest_status === 1 ? [[email, Date.parse(String(at)) - noon]] : []
    )
/** Resolves when the next interest changes; the timers of a workspace keep no process alive. */
async function nextChange({ events }: Workspace): Promise<void> {
  const alive = setInterval(() => {}, 60_000)
  await new Promise<void>((resolve) => events.listen('lead_interest_changed', () => resolve()))
  clearInterval(alive)
}

t.test('due work runs in order up to now, with the clock at each instant', async (t) => {
  const world = begin(t)
  const seen: number[] = []
  world.events.listen('lead_interest_changed', () => seen.push(world.clock.now() - noon))
  plan(world, 'c@example.com', noon + 3000)
  plan(world, 'b@example.com', noon - 1000)
  plan(world, 'a@example.com', noon - 2000)
  t.equal(world.isDue(), true)
  await world.settle()
  t.same(seen, [-2000, -1000])
  t.equal(world.clock.now(), noon)
  t.equal(world.isDue(), false)
  await world.settle(noon + 3000)
  t.same(seen, [-2000, -1000, 3000])
})

t.test('requests wait for running work', async (t) => {
  const world = begin(t)
  plan(world, 'a@example.com', noon)
  const first = world.settle()
  t.equal(world.isDue(), true)
  await world.settle()
  t.equal(changed(world).length, 1)
  await first
  t.equal(world.isDue(), false)
})

t.test('of a task that throws nothing stays; the others are done, and it is not due again', async (t) => {
  const world = begin(t)
  const twin = world.leads.create({ email: 'b@example.com', campaign: small.spring }).value
  world
    .sql(
      `CREATE TRIGGER refusing BEFORE UPDATE ON leads WHEN new.id = '${twin.id}' BEGIN SELECT RAISE(ABORT, 'refused'); END`
    )
    .run()
  for (const [index, email] of emails.entries()) plan(world, email, noon + index)
  const issued: string[] = []
  world.events.listen('lead_interest_changed', ({ value }) => issued.push(`${value} ${world.ids.v4()}`))
  const last = world.events.last()
  const used = world.ids.used
  await t.rejects(world.settle(noon + 10), { message: 'refused' })
  // The work is done again from the beginning, each task by itself: with the same ids.
  t.equal(world.ids.used, used + 3)
  t.equal(new Set(issued).size, 3)
  t.same(changed(world), [
    ['a@example.com', 0],
    ['c@example.com', 2]
  ])
  t.same(world.events.countsSince(last), { lead_interest_changed: 2 }, 'its events are gone, too')
  t.same(world.schedule.dueOf('update_interest', argumentOf('b@example.com')), undefined)
  await world.settle(noon + 10)
  t.equal(changed(world).length, 2)
})

t.test('work that is run now and throws leaves the world unchanged and stays due', async (t) => {
  const world = begin(t)
  const work = { task: 'move_leads', argument: 'no job', due: noon }
  world.schedule.add(work)
  t.throws(() => world.runNow(work), TypeError)
  t.equal(world.schedule.dueOf('move_leads', 'no job'), noon)
  t.equal(world.clock.now(), noon)
})

t.test('many leads move in slices, between which other work is done', async (t) => {
  const world = begin(t)
  const leads = Array.from({ length: 1000 }, (_, number) => ({ email: `${number}@example.org` }))
  world.leads.add({ campaign_id: small.spring, leads })
  world.leads.move({ campaign: small.spring, to_campaign_id: small.agencies })
  let isDone = false
  let turns = 0
  const settled = world.settle().then(() => {
    isDone = true
  })
  while (!isDone) {
    await setImmediate()
    turns += 1
  }
  await settled
  t.ok(turns > 2, `${turns} turns`)
})

t.test('while the clock runs freely, one timer runs due work without a request', async (t) => {
  const world = begin(t, false)
  plan(world, 'a@example.com', world.clock.now() + 20)
  await nextChange(world)
  t.equal(changed(world).length, 1)
  plan(world, 'c@example.com', world.clock.now() + 30)
  plan(world, 'b@example.com', world.clock.now() + 5)
  await nextChange(world)
  await nextChange(world)
  t.equal(changed(world).length, 3)
})

// The one that is due later in another workspace is the yardstick: by then a timer would have gone off.
t.test('no timer is set while the clock is frozen, for work on hold, or for a distant day', async (t) => {
  const [free, frozen, holding] = [begin(t, false), begin(t), begin(t, false)]
  plan(frozen, 'a@example.com', noon)
  holding.schedule.hold(['update_interest'])
  plan(holding, 'a@example.com', holding.clock.now())
  plan(free, 'b@example.com', free.clock.now() + 40 * 86_400_000)
  await setImmediate()
  plan(free, 'a@example.com', free.clock.now() + 20)
  await nextChange(free)
  await setImmediate()
  t.same(
    [frozen, holding, free].map((world) => changed(world).length),
    [0, 0, 1]
  )
  holding.schedule.hold([])
  frozen.clock.run()
  frozen.arm()
  await Promise.all([nextChange(holding), nextChange(frozen)])
})

t.test('a failure in the timer is reported, and the timer continues', async (t) => {
  const world = begin(t, false)
  const told = t.capture(console, 'error')
  world.schedule.add({ task: 'move_leads', argument: 'no job', due: world.clock.now() })
  plan(world, 'a@example.com', world.clock.now() + 30)
  await nextChange(world)
  await world.settle()
  await setImmediate()
  t.match(told(), [{ args: [TypeError] }])
})

t.test('a closed world does no more work', async (t) => {
  const world = begin(t)
  plan(world, 'a@example.com', noon)
  world.end()
  await world.settle()
  world.arm()
  t.equal(changed(world).length, 0)
})

t.test('a copy opened with due work has its own timer', async (t) => {
  const registry = createRegistry({ seed: 1, size: 0, fixture })
  t.teardown(registry.close)
  const world = begin(t, false)
  plan(world, 'a@example.com', world.clock.now() + 20)
  const copy = registry.create('copy', world.image())
  await nextChange(copy)
  t.equal(changed(copy).length, 1)
})
