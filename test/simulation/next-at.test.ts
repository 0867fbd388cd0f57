import t from 'tap'
import { anna, office, simulated, step } from './campaign.ts'

// The simulator's own promise: `why` names the moment of the next email, whatever has just changed.
const two = [{ steps: [step(1, 'Hi'), step()] }]
const always = {
  ...office,
  timing: { from: '00:00', to: '23:59' },
  days: { 0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 6: true }
}

type World = Awaited<ReturnType<typeof simulated>>
type Before = { id: string; lead: string }

/** What may make a waiting lead the next one, each with the state of its lead before. */
const changes: Record<string, { lead: object; make(world: World, before: Before): unknown }> = {
  'its lead leaves a subsequence': {
    lead: {},
    make: ({ post }, { lead: id }) => post('/leads/subsequence/remove', { id })
  },
  'the subsequence of its lead is deleted': {
    lead: {},
    make: async ({ fetch, get }, { id }) => {
      const { items } = await get(`/subsequences?parent_campaign=${id}`)
      await fetch(`/api/v2/subsequences/${items[0].id}`, { method: 'DELETE' })
    }
  },
  'the control plane changes its lead': {
    lead: { status: 2 },
    make: ({ entities }, { lead }) => entities.leads.patch(lead, { status: 1 })
  },
  'the control plane adds a lead': {
    lead: { status: 3 },
    make: ({ entities }, { id }) =>
      entities.leads.make({ campaign: id, email: 'cleo@example.org', status: 1 })
  },
  'the control plane changes the campaign': {
    lead: { status: 3 },
    make({ entities }, { id, lead }) {
      entities.leads.patch(lead, { status: 1 })
      entities.campaigns.patch(id, { daily_limit: 5 })
    }
  },
  'the control plane removes an entry of the block list': {
    lead: { status: 2 },
    make({ entities }, { lead }) {
      entities.leads.patch(lead, { status: 1 })
      entities.blockListEntries.remove(entities.blockListEntries.make({ bl_value: 'ben@example.org' }).id)
    }
  }
}

for (const [what, { lead, make }] of Object.entries(changes)) {
  t.test(`the next email goes when why says, after ${what}`, async (t) => {
    const world = await simulated(t)
    const { account, campaign, clock, entities, leadOf, post, sent, simulation } = world
    await account(anna)
    const settings = { sequences: two, is_evergreen: true, campaign_schedule: { schedules: [always] } }
    const id = await campaign(['ben@example.org'], settings)
    const ben = leadOf('ben@example.org').id
    const { id: subsequence } = await post('/subsequences', {
      parent_campaign: id,
      name: 'S',
      conditions: {}
    })
    await clock.advance('1h')
    if (what.includes('subsequence'))
      await post('/leads/subsequence/move', { id: ben, subsequence_id: subsequence })
    else entities.leads.patch(ben, lead)
    await clock.advance('3d')
    t.match(simulation.why(id), { next_at: null })
    await make(world, { id, lead: ben })
    const { next_at } = simulation.why(id)
    const before = sent().length
    await clock.set(String(next_at))
    t.equal(sent().length, before + 1)
    t.equal(next_at, '2026-03-05T11:02:00.000Z')
  })
}

t.test('the next email goes when why says, from the moment of the activation', async (t) => {
  const { account, campaign, clock, post, sent, simulation } = await simulated(t)
  await account(anna)
  const id = await campaign(['ben@example.org', 'cleo@example.org'])
  t.equal(simulation.why(id).next_at, '2026-03-02T10:02:00.000Z')
  await post('/leads/add', { campaign_id: id, leads: [{ email: 'dana@example.org' }] })
  await clock.advance('1m')
  t.equal(simulation.why(id).next_at, '2026-03-02T10:02:00.000Z')
  // Two minutes after this activation the office has closed.
  await post(`/campaigns/${id}/pause`)
  await clock.set('2026-03-02T16:59:00Z')
  await post(`/campaigns/${id}/activate`)
  t.equal(simulation.why(id).next_at, '2026-03-03T09:00:00.000Z')
  await clock.set('2026-03-03T09:00:00Z')
  t.same(sent(), ['03T09:00 ben@example.org'])
})

t.test(
  'a lead is written to soon after its verification or lookup, however early the first look was',
  async (t) => {
    const { account, campaign, clock, post, sent, simulation } = await simulated(t)
    await account(anna, { provider_code: 2 })
    simulation.change({ pickup: 0 })
    const id = await campaign([], {
      is_evergreen: true,
      email_gap: 0,
      provider_routing_rules: [
        { action: 'send', recipient_esp: ['google'], sender_esp: ['google'] },
        { action: 'do_not_send', recipient_esp: ['other'], sender_esp: ['all'] }
      ]
    })
    const leads = [{ email: 'ben@gmail.com' }]
    await post('/leads/add', { campaign_id: id, leads })
    t.equal(simulation.why(id).next_at, null)
    await clock.advance('1m')
    t.same(sent(), ['10:00 ben@gmail.com'])
    const verified = await campaign([], { is_evergreen: true })
    const pending = [{ email: 'pending@example.org' }]
    await post('/leads/add', { campaign_id: verified, leads: pending, verify_leads_on_import: true })
    await clock.advance('2m')
    t.same(sent(), ['10:00 ben@gmail.com', '10:01 pending@example.org'])
  }
)
