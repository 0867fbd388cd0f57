import t from 'tap'
import { anna, berta, office, simulated, step } from './campaign.ts'

t.test(
  'a campaign that nothing has activated, or a disabled simulation, is named as the reason',
  async (t) => {
    const { account, campaign, clock, entities, simulation, post } = await simulated(t)
    await account(anna)
    const id = await campaign(['ben@example.org'])
    const still = entities.campaigns.put({ ...entities.campaigns.read(id), id: crypto.randomUUID() })
    t.match(simulation.why(still.id), { is_live: false, reason: { code: 'never_activated' }, next_at: null })
    await clock.advance('10d')
    t.match(simulation.why(still.id).reason, { code: 'never_activated', number: null })
    await post(`/campaigns/${still.id}/pause`)
    t.equal(simulation.why(still.id).reason.code, 'campaign_paused', 'its status says more')
    await post('/leads', { campaign: id, email: 'eva@example.org' })
    await post(`/campaigns/${id}/activate`)
    simulation.change({ enabled: false })
    t.match(simulation.why(id), { is_live: true, reason: { code: 'simulation_disabled' }, next_at: null })
    simulation.change({ enabled: true })
    t.match(simulation.why(id), { reason: { code: 'healthy' }, next_at: String })
  }
)

t.test('leads that wait for an account that cannot send are told with its name', async (t) => {
  const { account, campaign, clock, leadOf, post, simulation } = await simulated(t)
  await account(anna)
  await account(berta)
  const id = await campaign(['ben@example.org', 'eva@example.org'], {
    email_list: [anna, berta],
    sequences: [{ steps: [step(1, 'Hi'), step()] }]
  })
  await clock.advance('1h')
  await post(`/accounts/${anna}/pause`)
  await clock.advance('2d')
  const { reason, next_at, leads } = simulation.why(id)
  t.match(reason, { code: 'waiting_for_leads', number: 2 })
  t.match(reason.message, new RegExp(`wait for the account .*: ${anna}$`))
  t.equal(next_at, null)
  t.same(leads, { 1: 1, 3: 1 })
  await post(`/accounts/${anna}/resume`)
  await clock.advance('1d')
  t.same([leadOf('ben@example.org').status, leadOf('eva@example.org').status], [3, 3])
})

t.test('a reason begins when it first holds, and again after an email', async (t) => {
  const { account, campaign, clock, get } = await simulated(t)
  await account(anna)
  const id = await campaign(['ben@example.org'], { sequences: [{ steps: [step(2, 'Hi'), step(2), step()] }] })
  const summary = async () => (await get(`/campaigns/${id}/sending-status`)).summary
  await clock.advance('1h')
  const first = '2026-03-02T10:02:00.000Z'
  t.match(await summary(), {
    status: 'follow_up_delay_not_met',
    issue_started_at: first,
    last_healthy_send_at: first
  })
  await clock.advance('2d')
  const second = '2026-03-04T10:02:00.000Z'
  t.match(await summary(), { issue_started_at: second, last_healthy_send_at: second })
})

t.test('a subsequence that no lead has entered waits for leads', async (t) => {
  const { account, campaign, clock, post, simulation } = await simulated(t)
  await account(anna)
  const id = await campaign(['ben@example.org'], { is_evergreen: true })
  const { id: subsequence } = await post('/subsequences', {
    parent_campaign: id,
    name: 'Later',
    conditions: {},
    sequences: [{ steps: [step(1, 'Still there?')] }],
    subsequence_schedule: { schedules: [office] }
  })
  await post(`/subsequences/${subsequence}/resume`)
  await clock.advance('1h')
  t.match(simulation.why(subsequence).reason, {
    code: 'waiting_for_leads',
    message: 'There is no lead to write to'
  })
})
