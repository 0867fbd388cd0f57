// What an event leaves on the lead, and a sent email in the Unibox: each member, and no other.
import t from 'tap'
import { anna, simulated, step } from './campaign.ts'

const at = '2026-03-02T10:02:00.000Z'
const later = '2026-03-02T11:00:00.000Z'
const two = [{ steps: [step(1, 'Hi', '<p>Hello</p>'), step()] }]
const ben = 'ben@example.org'

/** One lead, to whom one of two emails was sent at two past ten. */
async function written(t: Parameters<typeof simulated>[0]) {
  const world = await simulated(t)
  await world.account(anna)
  const id = await world.campaign([ben], { sequences: two, open_tracking: true, link_tracking: true })
  const before = world.leadOf(ben)
  await world.clock.set(at)
  return { ...world, id, before }
}

// Recorded: the members; that they carry one instant is a choice. `last_step_…` and `domain_complete` were never seen.
t.test('a sent step is recorded on the lead', async (t) => {
  const { before, leadOf, clock } = await written(t)
  const told = (stepID: string, timestamp: string) => ({
    status_summary: { lastStep: { from: anna, stepID, timestamp_executed: timestamp } },
    timestamp_last_contact: timestamp,
    timestamp_last_touch: timestamp,
    timestamp_updated: timestamp
  })
  const first = { ...before, esp_code: 999, ...told('0_0_0', at) }
  t.strictSame(inOrder(leadOf(ben)), inOrder(first))
  await clock.advance('1d')
  const second = { ...first, ...told('0_1_0', '2026-03-03T10:02:00.000Z'), status: 3 }
  t.strictSame(inOrder(leadOf(ben)), inOrder(second))
})

const inOrder = (lead: object) => Object.entries(lead).toSorted(([a], [b]) => (a < b ? -1 : 1))

// Recorded, member by member: no preview, no copies, the text only as HTML; ids of emails contain their instant.
t.test('a step that was sent is in the Unibox', async (t) => {
  const { id, entities, leadOf, get } = await written(t)
  const [email] = entities.emails.list()
  t.match(email?.thread_id, new RegExp(`^${id.slice(0, 2)}-[\\w-]{23}$`))
  t.strictSame(email, {
    id: email?.id,
    timestamp_created: at,
    timestamp_email: at,
    message_id: `<${email?.id}@example.com>`,
    subject: 'Hi',
    from_address_email: anna,
    to_address_email_list: ben,
    body: { html: '<p>Hello</p>' },
    organization_id: leadOf(ben).organization,
    campaign_id: id,
    lead: ben,
    lead_id: leadOf(ben).id,
    eaccount: anna,
    ue_type: 1,
    step: '0_0_0',
    is_unread: 0,
    is_focused: 1,
    thread_id: email?.thread_id
  })
  t.strictSame(await get(`/emails/${email?.id}`), email)
})

// Documented: the members. Choices: steps and variants are numbers from 0, the last touch is that of the lead, too.
for (const [event, count, name] of [
  ['open', 'email_open_count', 'opened'],
  ['click', 'email_click_count', 'clicked'],
  ['reply', 'email_reply_count', 'replied']
] as const) {
  t.test(`${event} is recorded on the lead, each time`, async (t) => {
    const { clock, leadOf, simulation } = await written(t)
    const before = leadOf(ben)
    for (const [times, timestamp] of [
      [1, later],
      [2, '2026-03-02T11:01:00.000Z']
    ] as const) {
      await clock.set(timestamp)
      simulation.happen({ event, lead: ben })
      const wanted = {
        ...before,
        [count]: times,
        [`timestamp_last_${event}`]: timestamp,
        [`email_${name}_step`]: 0,
        [`email_${name}_variant`]: 0,
        timestamp_last_touch: timestamp,
        timestamp_updated: timestamp
      }
      t.strictSame(inOrder(leadOf(ben)), inOrder(wanted))
    }
  })
}

// Recorded for bounces, documented for unsubscribed leads: the status, and no other known change.
for (const [event, status] of [
  ['bounce', -1],
  ['unsubscribe', -2]
] as const) {
  t.test(`${event} gives the lead the status ${status}`, async (t) => {
    const { clock, id, leadOf, simulation, told } = await written(t)
    const before = leadOf(ben)
    await clock.set(later)
    simulation.happen({ event, lead: ben })
    const row = { at: later, campaign: id, lead: before.id, account: anna, step: 1, variant: 1 }
    t.match(told(event === 'bounce' ? 'email_bounced' : 'lead_unsubscribed'), [row])
    t.strictSame(inOrder(leadOf(ben)), inOrder({ ...before, status, timestamp_updated: later }))
  })
}

// Reported live: leads unsubscribe from one campaign; elsewhere the address can be added and written to.
t.test('a lead that unsubscribed from one campaign still gets emails from another', async (t) => {
  const { campaign, clock, entities, simulation, post, sent } = await written(t)
  simulation.happen({ event: 'unsubscribe', lead: ben })
  const other = await campaign([], { sequences: two, is_evergreen: true })
  const { leads_uploaded } = await post('/leads/add', { campaign_id: other, leads: [{ email: ben }] })
  t.equal(leads_uploaded, 1)
  await clock.advance('1h')
  t.equal(sent().length, 2)
  t.same(
    entities.leads
      .list()
      .map(({ status }) => status)
      .toSorted(),
    [-2, 1]
  )
})

// A choice: effects of the block list on a lead remain when the entry is deleted.
t.test('a skipped lead stays skipped after its address is unblocked', async (t) => {
  const { clock, entities, fetch, leadOf, post, sent } = await written(t)
  const { id } = await post('/block-lists-entries', { bl_value: ben })
  await clock.advance('1d')
  t.equal(leadOf(ben).status, -3)
  await fetch(`/api/v2/block-lists-entries/${id}`, { method: 'DELETE' })
  t.equal(entities.blockListEntries.list().length, 0)
  await clock.advance('3d')
  t.equal(leadOf(ben).status, -3)
  t.equal(sent().length, 1)
})

// Reported live: any interest completes an active lead, so that nothing more goes out; a reset revives nobody (a choice).
t.test('a lead whose interest was set and reset gets nothing more', async (t) => {
  const { clock, leadOf, post, sent } = await written(t)
  const set = (interest_value: number | null) =>
    post('/leads/update-interest-status', { lead_email: ben, interest_value })
  await set(-2)
  await set(null)
  await clock.advance('3d')
  t.equal(leadOf(ben).status, 3)
  t.equal(sent().length, 1)
})

// Documented: a lead in a campaign is written to, however it came there.
t.test('a lead that is moved into a campaign that runs is written to', async (t) => {
  const { account, campaign, clock, post, sent } = await simulated(t)
  await account(anna)
  const { id: list_id } = await post('/lead-lists', { name: 'Visitors' })
  await post('/leads/add', { list_id, leads: [{ email: ben }] })
  const to_campaign_id = await campaign([], { is_evergreen: true })
  await clock.advance('1h')
  t.strictSame(sent(), [])
  await post('/leads/move', { list_id, to_campaign_id })
  await clock.advance('5m')
  t.strictSame(sent(), [`11:02 ${ben}`])
})
