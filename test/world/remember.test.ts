import t from 'tap'
import { readFixture } from '../../src/workspace/fixture.ts'
import { imageOf } from '../../src/workspace/seed.ts'
import { openWorkspace } from '../../src/workspace/workspace.ts'

const CAMPAIGN = '22222222-2222-4222-8222-222222222222'

const open = async () =>
  openWorkspace('a', await imageOf({ seed: 1, size: 0, fixture: await readFixture('small') }))
type World = Awaited<ReturnType<typeof open>>

/** How often the value was computed until now. */
const counting = (world: World) => {
  let computed = 0
  return () =>
    world.remember('how often', () => {
      computed += 1
      return computed
    })
}

t.test('a value is computed once, and again after a write that it may depend on', async (t) => {
  const world = await open()
  const often = counting(world)
  t.equal(often(), 1)
  world.campaigns.read(CAMPAIGN)
  world.schedule.add({ task: 'a', argument: 'b', due: 0 })
  world.events.emit({ type: 'email_sent' })
  t.equal(often(), 1, 'reading and sending change nothing')
  world.settings.write('pickup', 1)
  t.equal(often(), 2)
  world.customTags.create({ label: 'One' })
  t.equal(often(), 3)
  world.load(world.image())
  t.equal(often(), 4, 'after a reset')
})

t.test('what was computed in a transaction that failed is not kept', async (t) => {
  const world = await open()
  const quota = () => world.settings.read('quota', 0)
  t.throws(
    () =>
      world.transaction(() => {
        world.settings.write('quota', 5)
        t.equal(quota(), 5)
        throw new Error('Changed my mind')
      }),
    { message: 'Changed my mind' }
  )
  t.equal(quota(), 0)
})

t.test('nobody can change a value that others are given, too', async (t) => {
  const world = await open()
  const campaign = world.campaigns.require(CAMPAIGN)
  t.throws(() => campaign.email_list?.push('eve@example.com'), TypeError)
  t.throws(() => Object.assign(campaign, { name: 'Mine' }), TypeError)
  t.same(world.campaigns.require(CAMPAIGN), world.campaigns.read(CAMPAIGN).value)
})

t.test('values of many keys are kept, but not without bound', async (t) => {
  const world = await open()
  const often = counting(world)
  t.equal(often(), 1)
  for (let key = 0; key < 5000; key++) world.remember(`${key}`, () => key)
  t.equal(often(), 1)
  for (let key = 5000; key < 10_000; key++) world.remember(`${key}`, () => key)
  t.equal(often(), 2)
})

t.test(
  'a campaign, an account and a subsequence are as they are stored, whatever changed them',
  async (t) => {
    const world = await open()
    const { campaigns, accounts, subsequences } = world
    const agree = (what: string) => {
      for (const entities of [campaigns, accounts, subsequences])
        for (const id of entities.keys([])) t.same(entities.require(id), entities.read(id).value, what)
    }
    const { campaign_schedule } = campaigns.require(CAMPAIGN)
    const { id } = subsequences.create({
      parent_campaign: CAMPAIGN,
      name: 'Warm',
      conditions: {},
      subsequence_schedule: campaign_schedule,
      sequences: []
    }).value
    agree('made')
    campaigns.patch(CAMPAIGN, { name: 'Another' })
    agree('patched')
    subsequences.patch(id, { name: 'Cold' })
    agree('a patched subsequence')
    const before = world.image()
    accounts.delete('ben@example.com')
    agree('a trigger removes a deleted account from the campaign')
    t.notOk(campaigns.require(CAMPAIGN).email_list?.includes('ben@example.com'))
    campaigns.delete(CAMPAIGN)
    agree('deleted')
    t.notOk(campaigns.has(CAMPAIGN))
    t.notOk(subsequences.has(id), 'a subsequence is deleted with its campaign')
    world.load(before)
    agree('restored')
    t.ok(campaigns.require(CAMPAIGN).email_list?.includes('ben@example.com'))
  }
)

// Otherwise a value could outlive a change that nobody asked the storage for.
t.test('no write to the tables of sending changes, by a trigger, what is remembered', async (t) => {
  const { sql } = await open()
  const triggers = sql("SELECT tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
    tbl_name: string
    sql: string
  }[]
  const ofSending = triggers.filter(({ tbl_name }) =>
    ['emails', 'events', 'leads', 'plan_counts', 'runs', 'schedule'].includes(tbl_name)
  )
  t.ok(ofSending.length > 0)
  for (const trigger of ofSending) {
    const written = [...trigger.sql.matchAll(/\b(?:INTO|UPDATE(?! OF)|DELETE FROM) (\w+)/g)].map(
      ([, table]) => table
    )
    for (const remembered of [
      'accounts',
      'block_lists_entries',
      'campaigns',
      'plans',
      'settings',
      'subsequences',
      'webhooks'
    ])
      t.notOk(written.includes(remembered), trigger.sql)
  }
})
