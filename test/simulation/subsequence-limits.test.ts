import t from 'tap'
import { anna, berta, office, simulated, step } from './campaign.ts'

type World = Awaited<ReturnType<typeof simulated>>

/** A campaign with these limits that has written to four leads, which are now in one of its subsequences. */
async function followed(
  { account, campaign, clock, post, numbersOf, leadOf }: World,
  settings: object,
  limits: object
) {
  await account(anna, { daily_limit: 4 })
  const id = await campaign(numbersOf(4), { ...settings, email_gap: 0 })
  await clock.advance('1h')
  const subsequence = await post('/subsequences', {
    parent_campaign: id,
    name: 'Later',
    conditions: {},
    sequences: [{ steps: [step(1, 'Still there?'), step()] }],
    subsequence_schedule: { schedules: [office] },
    ...limits
  })
  await post(`/subsequences/${subsequence.id}/resume`)
  for (const email of numbersOf(4))
    await post('/leads/subsequence/move', { id: leadOf(email).id, subsequence_id: subsequence.id })
  return { id, subsequence: String(subsequence.id) }
}

t.test('a subsequence shares the limit of its campaign, has its own, or has none', async (t) => {
  for (const [limits, wanted] of [
    [{}, 4],
    [{ daily_limit_mode: 'custom', daily_limit: 2 }, 6],
    [{ daily_limit_mode: 'custom' }, 8],
    [{ daily_limit_mode: 'unlimited' }, 8]
  ] as const) {
    const world = await simulated(t)
    await followed(world, { daily_limit: 4 }, { ignore_account_daily_limit: true, ...limits })
    await world.clock.advance('4h')
    t.equal(world.sent().length, wanted, JSON.stringify(limits))
  }
})

t.test('the variants of a subsequence take turns of their own', async (t) => {
  const world = await simulated(t)
  const variants = ['One way', 'Another'].map((subject) => ({ subject, body: '' }))
  const sequences = [{ steps: [{ type: 'email', delay: 1, variants }] }]
  const { subsequence } = await followed(world, {}, { sequences, ignore_account_daily_limit: true })
  await world.clock.advance('4h')
  const later = world.entities.emails.list().filter(({ subsequence_id }) => subsequence_id === subsequence)
  t.same(later.map(({ subject }) => subject).toSorted(), ['Another', 'Another', 'One way', 'One way'])
})

t.test("the account's limit applies to a subsequence unless it ignores that", async (t) => {
  const world = await simulated(t)
  await followed(world, {}, { daily_limit_mode: 'unlimited' })
  await world.clock.advance('4h')
  t.equal(world.sent().length, 4)
})

t.test(
  'a subsequence skips and ends leads as a campaign does, and waits for a campaign that is paused',
  async (t) => {
    const world = await simulated(t)
    const { clock, fetch, leadOf, post, simulation, told } = world
    const { id, subsequence } = await followed(
      world,
      {},
      { daily_limit_mode: 'unlimited', ignore_account_daily_limit: true }
    )
    await post('/block-lists-entries', { bl_value: 'lead0@example.org' })
    await clock.advance('1h')
    t.match(told('lead_skipped'), [{ subsequence, lead: leadOf('lead0@example.org').id }])
    const body = JSON.stringify({ sequences: [{ steps: [step(1, 'Still there?')] }] })
    const headers = { 'content-type': 'application/json' }
    await fetch(`/api/v2/subsequences/${subsequence}`, { method: 'PATCH', headers, body })
    await post(`/campaigns/${id}/pause`)
    t.match(simulation.why(subsequence).reason, { code: 'campaign_paused' })
    await post(`/campaigns/${id}/activate`)
    await clock.advance('1d')
    t.match(
      told('campaign_completed').filter((row) => row.subsequence),
      [{ subsequence }, { subsequence }, { subsequence }]
    )
  }
)

t.test(
  'at one instant no more accounts send than the limit allows, each as often as its gaps allow',
  async (t) => {
    const { account, campaign, clock, sent, numbersOf } = await simulated(t)
    await account(anna)
    await account(berta, { sending_gap: 0 })
    await campaign(numbersOf(3), { email_list: [anna, berta], daily_limit: 1 })
    await campaign(numbersOf(3, 'example.net'), { email_list: [berta], email_gap: 0 })
    await clock.advance('2m')
    t.equal(sent().length, 4)
  }
)

t.test('a campaign deleted between activation and the first look causes no error', async (t) => {
  const { account, campaign, clock, due, fetch } = await simulated(t)
  await account(anna)
  due.hold({ hold: true, task: 'campaign_activated' })
  const id = await campaign(['ben@example.org'])
  await fetch(`/api/v2/campaigns/${id}`, { method: 'DELETE' })
  due.hold({ hold: false, task: 'campaign_activated' })
  t.same((await clock.advance('1h')).happened, {})
})

t.test(
  'a lead without variables or a company gets its email all the same, and may be moved before it reacts',
  async (t) => {
    const { account, campaign, clock, entities, fetch, inbound, leadOf, sent, simulation, told } =
      await simulated(t)
    await account(anna)
    simulation.plant([{ do: [{ event: 'open', after: '1h' }] }])
    const id = await campaign(['ben@example.org'])
    const other = await campaign([])
    const { id: lead } = leadOf('ben@example.org')
    entities.leads.patch(lead, { payload: null, company_domain: '' })
    await clock.advance('10m')
    t.equal(sent().length, 1)
    entities.leads.patch(lead, { campaign: other })
    await fetch(`/api/v2/campaigns/${id}`, { method: 'DELETE' })
    await clock.advance('2h')
    t.match(told('event_dropped'), [{ reason: 'open: the campaign is gone' }])
    entities.leads.make({ email: 'free@example.org' })
    t.ok(inbound({ from: 'free@example.org', to: anna, subject: 'Hello', text: 'Hello' }))
  }
)

t.test("a subsequence without a schedule uses its campaign's, and its delay counts in days", async (t) => {
  const { account, campaign, clock, entities, leadOf, post, sent } = await simulated(t)
  await account(anna)
  const id = await campaign(['ben@example.org'], { is_evergreen: true })
  const subsequence = entities.subsequences.make({
    parent_campaign: id,
    conditions: {},
    status: 0,
    sequences: [{ steps: [{ ...step(1, 'More'), type: 'email' as const, pre_delay: 1 }] }]
  }).id
  await post(`/subsequences/${subsequence}/resume`)
  await clock.set('2026-03-02T17:30:00Z')
  await post('/leads/subsequence/move', { id: leadOf('ben@example.org').id, subsequence_id: subsequence })
  await clock.advance('3d')
  t.same(sent(), ['10:02 ben@example.org', '04T09:00 ben@example.org'])
})

// A choice.
t.test('of two subsequences whose condition a lead meets, it enters the older', async (t) => {
  const [low, high] = ['11111111-1111-4111-8111-111111111111', '99999999-9999-4999-8999-999999999999']
  for (const [older, younger] of [
    [low, high],
    [high, low]
  ] as const) {
    const { account, campaign, clock, entities, leadOf, post } = await simulated(t)
    await account(anna)
    const id = await campaign(['ben@opens.test'], { open_tracking: true })
    const entered = { parent_campaign: id, conditions: { lead_activity: [2 as const] }, status: 0 as const }
    entities.subsequences.make({ ...entered, id: younger, timestamp_created: '2026-02-02T09:00:00.000Z' })
    entities.subsequences.make({ ...entered, id: older, timestamp_created: '2026-02-01T09:00:00.000Z' })
    for (const one of [younger, older]) await post(`/subsequences/${one}/resume`)
    await clock.advance('1h')
    t.equal(leadOf('ben@opens.test').subsequence_id, older)
  }
})

t.test("a subsequence with its own limit, or none, does not use up its campaign's limit", async (t) => {
  for (const [limits, wanted] of [
    [{}, 4],
    [{ daily_limit_mode: 'inherit' }, 4],
    [{ daily_limit_mode: 'custom', daily_limit: 4 }, 6],
    [{ daily_limit_mode: 'unlimited' }, 6]
  ] as const) {
    const { account, campaign, clock, leadOf, numbersOf, post, sent } = await simulated(t)
    await account(anna)
    const id = await campaign(numbersOf(2), { daily_limit: 4, email_gap: 0, is_evergreen: true })
    await clock.advance('10m')
    const { id: subsequence } = await post('/subsequences', {
      parent_campaign: id,
      name: 'Later',
      conditions: {},
      sequences: [{ steps: [step(1, 'Still there?')] }],
      ...limits
    })
    await post(`/subsequences/${subsequence}/resume`)
    for (const email of numbersOf(2))
      await post('/leads/subsequence/move', { id: leadOf(email).id, subsequence_id: subsequence })
    await clock.advance('30m')
    const leads = numbersOf(3, 'example.net').map((email) => ({ email }))
    await post('/leads/add', { campaign_id: id, leads })
    await clock.advance('1h')
    t.equal(sent().length, wanted, JSON.stringify(limits))
  }
})
