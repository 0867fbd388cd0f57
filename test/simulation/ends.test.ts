import t from 'tap'
import { anna, berta, office, simulated, step } from './campaign.ts'

const two = [{ steps: [step(1, 'Hi'), step()] }]
const statusesOf = async (get: (path: string) => Promise<{ status: number }>, id: string) =>
  (await get(`/campaigns/${id}`)).status

t.test('a campaign is completed two minutes after its last lead, which moves no timestamp', async (t) => {
  const { account, campaign, clock, get, leadOf, told } = await simulated(t)
  await account(anna)
  const id = await campaign(['ben@example.org'])
  const { timestamp_updated } = await get(`/campaigns/${id}`)
  await clock.advance('2m')
  t.match(leadOf('ben@example.org'), { status: 3 })
  t.equal(await statusesOf(get, id), 1)
  await clock.advance('2m')
  t.match(await get(`/campaigns/${id}`), { status: 3, timestamp_updated })
  t.match(told('campaign_status_changed'), [{ campaign: id, reason: 3, at: '2026-03-02T10:04:00.000Z' }])
})

t.test('one without leads is completed at the first look, an evergreen one waits', async (t) => {
  const { account, campaign, clock, get, post, sent, simulation } = await simulated(t)
  await account(anna)
  const empty = await campaign([])
  const evergreen = await campaign([], { is_evergreen: true })
  await clock.advance('2m')
  t.equal(await statusesOf(get, empty), 3)
  t.match(simulation.why(evergreen), {
    status: 1,
    reason: { code: 'waiting_for_leads', number: 2 },
    next_at: null
  })
  await post('/leads/add', { campaign_id: evergreen, leads: [{ email: 'ben@example.org' }] })
  await clock.advance('2m')
  t.same(sent(), ['10:04 ben@example.org'])
})

t.test('after its last day a campaign is completed, whatever leads are left', async (t) => {
  const { account, campaign, clock, get, numbersOf, sent } = await simulated(t)
  await account(anna, { daily_limit: 1 })
  const campaign_schedule = { start_date: '2026-03-03', end_date: '2026-03-04', schedules: [office] }
  const id = await campaign(numbersOf(5), { campaign_schedule })
  await clock.set('2026-03-04T23:59:59Z')
  t.same(sent(), ['03T09:00 lead0@example.org', '04T09:00 lead1@example.org'])
  t.equal(await statusesOf(get, id), 1)
  await clock.set('2026-03-05T00:00:00Z')
  t.match(await get(`/campaigns/${id}/sending-status`), { summary: { status: 'campaign_completed' } })
  t.equal(await statusesOf(get, id), 3)
})

// Reported live: a reply stops the follow-ups. Choices: an unset flag is off, an automatic reply stops by a flag of
// its own.
t.test('a reply ends the sequence where the campaign says so, an automatic one likewise', async (t) => {
  const { account, campaign, clock, simulation, leadOf, sent } = await simulated(t)
  await account(anna)
  await campaign(['ben@replies.test', 'ooo@ooo.test'], {
    sequences: two,
    stop_on_reply: true,
    stop_on_auto_reply: true
  })
  await campaign(['cleo@replies.test'], { sequences: two })
  await clock.advance('3d')
  t.equal(sent().length, 4)
  t.match(leadOf('ben@replies.test'), { status: 3, email_reply_count: 1, email_replied_step: 0 })
  t.match(leadOf('ooo@ooo.test'), { status: 3, email_reply_count: 0, lt_interest_status: 0 })
  t.equal(simulation.timeline({ type: 'reply_received' }).length, 2)
})

t.test('a reply ends the sequence for colleagues, but not for users of the same free provider', async (t) => {
  const { account, campaign, clock, simulation, leadOf } = await simulated(t)
  await account(anna)
  await campaign(['ben@acme.test', 'cleo@acme.test', 'ben@gmail.com', 'cleo@gmail.com'], {
    sequences: two,
    stop_for_company: true
  })
  await clock.advance('2h')
  simulation.happen({ event: 'reply', lead: 'ben@acme.test' })
  simulation.happen({ event: 'reply', lead: 'ben@gmail.com' })
  t.equal(leadOf('cleo@acme.test').status, 3)
  t.equal(leadOf('cleo@gmail.com').status, 1)
})

// Recorded for bounces, reported live for an interest, documented for unsubscribed leads.
t.test('bounced, unsubscribed and interested leads get nothing more', async (t) => {
  const { account, campaign, clock, leadOf, sent } = await simulated(t)
  await account(anna)
  await campaign(['a@bounces.test', 'b@unsubscribes.test', 'c@interested.test'], { sequences: two })
  await clock.advance('5d')
  t.equal(sent().length, 3)
  t.equal(leadOf('a@bounces.test').status, -1)
  t.equal(leadOf('b@unsubscribes.test').status, -2)
  t.match(leadOf('c@interested.test'), { status: 3, lt_interest_status: 1 })
})

// Inferred: a blocked lead is -3 when it is due. The other reasons are choices.
t.test('leads are skipped with the reason, or wait for their verification', async (t) => {
  const { account, campaign, clock, entities, leadOf, post, sent, told } = await simulated(t)
  await account(anna)
  await post('/block-lists-entries', { bl_value: 'late@example.org' })
  const id = await campaign([])
  const risky = await campaign([], { allow_risky_contacts: true })
  const known = { invalid: -1, risky: -2, catchall: -3, left: -4, waiting: 11, asked: 12, fine: 1 }
  for (const [name, verification_status] of Object.entries(known)) {
    const email = `${name}@example.org`
    entities.leads.make({ campaign: id, email, status: 1, verification_status: verification_status as 1 })
    entities.leads.make({
      campaign: risky,
      email: `${name}@example.net`,
      status: 1,
      verification_status: verification_status as 1
    })
  }
  const nameless = entities.leads.make({ campaign: id, status: 1 })
  entities.leads.patch(nameless.id, { email: null })
  entities.leads.make({ campaign: id, email: 'late@example.org', status: 1 })
  entities.leads.make({ campaign: id, email: 'paused@example.org', status: 2 })
  await clock.advance('5h')
  const reasons = told('lead_skipped')
    .map(({ reason }) => reason)
    .toSorted()
  t.same(reasons, [
    'it has no email',
    'it is on the block list',
    'its domain takes every address',
    'its email is invalid',
    'its email is invalid',
    'its email is risky'
  ])
  t.same(
    sent()
      .map((row) => row.slice(6))
      .toSorted(),
    [
      'catchall@example.net',
      'fine@example.net',
      'fine@example.org',
      'left@example.net',
      'left@example.org',
      'risky@example.net'
    ]
  )
  t.equal(leadOf('late@example.org').status, -3)
  t.equal(leadOf('paused@example.org').status, 2)
})

t.test('a campaign without a usable sender is unhealthy until it is activated again', async (t) => {
  const { account, campaign, clock, get, post, sent, simulation, entities } = await simulated(t)
  await account(anna)
  entities.accounts.patch(anna, { status: 2 })
  const paused = await campaign(['ben@example.org'])
  const none = await campaign(['ben@example.net'], { email_list: [] })
  t.match(simulation.why(paused), { reason: { code: 'all_accounts_unhealthy', number: 99 }, next_at: null })
  t.match(simulation.why(none), { reason: { code: 'no_accounts_available', number: 99 } })
  await clock.advance('2m')
  // Recorded: the status, and the number.
  t.match(await get(`/campaigns/${paused}`), { status: -1, not_sending_status: 99 })
  t.equal(await statusesOf(get, none), -1)
  await post(`/accounts/${anna}/resume`)
  await clock.advance('1h')
  t.same(sent(), [])
  await post(`/campaigns/${paused}/activate`)
  await clock.advance('2m')
  t.equal(sent().length, 1)
})

// Documented: it recovers without intervention.
t.test('an account that is held for maintenance is waited for', async (t) => {
  const { account, campaign, clock, get, post, sent, entities } = await simulated(t)
  await account(anna)
  entities.accounts.patch(anna, { status: 3 })
  const id = await campaign(['ben@example.org'])
  await clock.advance('1h')
  t.equal(await statusesOf(get, id), 1)
  await post(`/accounts/${anna}/resume`)
  await clock.advance('2m')
  t.equal(sent().length, 1)
})

t.test(
  'a campaign stops if over 5 % of 20 emails bounce, unless it or the simulator disables this',
  async (t) => {
    const { account, campaign, clock, get, numbersOf, sent, simulation, told } = await simulated(t)
    await account(anna)
    await account(berta)
    const leads = numbersOf(24)
    const gaps = { email_gap: 1 }
    const id = await campaign(leads, gaps)
    const told20 = await campaign(numbersOf(24, 'example.net'), {
      ...gaps,
      email_list: [berta],
      disable_bounce_protect: true
    })
    await clock.advance('21m')
    t.equal(sent().length, 40)
    for (const domain of ['org', 'net'])
      simulation.happen({ event: 'bounce', lead: `lead0@example.${domain}` })
    t.equal(await statusesOf(get, id), 1)
    for (const domain of ['org', 'net'])
      simulation.happen({ event: 'bounce', lead: `lead1@example.${domain}` })
    t.match(await get(`/campaigns/${id}`), { status: -2, not_sending_status: 99 })
    t.equal(await statusesOf(get, told20), 1)
    t.match(told('campaign_status_changed'), [{ campaign: id, reason: -2 }])
    t.equal(simulation.why(id).reason.code, 'campaign_bounce_protect')
    simulation.change({ bounce_protect: false })
    await clock.advance('1h')
    t.equal(sent().filter((row) => row.endsWith('example.org')).length, 20)
  }
)

t.test('a shortened sequence ends for leads beyond its end', async (t) => {
  const { account, campaign, clock, get, fetch, leadOf, told } = await simulated(t)
  await account(anna)
  const id = await campaign(['ben@example.org'], { sequences: two })
  await clock.advance('1h')
  await fetch(`/api/v2/campaigns/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sequences: [{ steps: [step(1, 'Hi')] }] })
  })
  await clock.advance('2m')
  t.equal(leadOf('ben@example.org').status, 3)
  t.equal(told('campaign_completed').length, 1)
  t.equal(await statusesOf(get, id), 3)
})

t.test('a paused campaign keeps all places in the queue, and a static one stays unchanged', async (t) => {
  const { account, campaign, clock, entities, get, post, sent, simulation } = await simulated(t)
  await account(anna)
  const id = await campaign(['ben@example.org', 'cleo@example.org'])
  await clock.advance('2m')
  await post(`/campaigns/${id}/pause`)
  const still = entities.campaigns.make({
    ...entities.campaigns.read(id),
    id: '11111111-1111-4111-8111-111111111111',
    status: 1
  })
  entities.leads.make({ campaign: still.id, email: 'dana@example.org', status: 1 })
  await clock.advance('1d')
  t.same(sent(), ['10:02 ben@example.org'])
  t.match(simulation.why(still.id), { is_live: false, next_at: null })
  t.notOk('not_sending_status' in (await get(`/campaigns/${still.id}`)))
  await post(`/campaigns/${id}/activate`)
  await clock.advance('2m')
  t.same(sent().at(-1), '03T10:04 cleo@example.org')
})

// Inferred.
t.test('a lead that is blocked after its first email is skipped when the next is due', async (t) => {
  const { account, campaign, clock, get, leadOf, post, told } = await simulated(t)
  await account(anna)
  const id = await campaign(['ben@example.org'], { sequences: two })
  await clock.advance('5m')
  await post('/block-lists-entries', { bl_value: 'ben@example.org' })
  await clock.set('2026-03-03T10:01:59Z')
  t.equal(leadOf('ben@example.org').status, 1)
  await clock.set('2026-03-03T10:02:00Z')
  t.equal(leadOf('ben@example.org').status, -3)
  t.match(told('lead_skipped'), [{ at: '2026-03-03T10:02:00.000Z', reason: 'it is on the block list' }])
  await clock.advance('2m')
  t.equal(await statusesOf(get, id), 3)
})

// Recorded for the last step; that other ends count as well is inferred.
t.test('a campaign ends two minutes after its last lead, however that one ended', async (t) => {
  const { account, campaign, clock, fetch, leadOf, post, simulation, told } = await simulated(t)
  await account(anna)
  const ends: Record<string, (lead: string, id: string) => unknown> = {
    reply: (lead) => simulation.happen({ event: 'reply', lead }),
    'automatic reply': (lead) => simulation.happen({ event: 'auto_reply', lead }),
    bounce: (lead) => simulation.happen({ event: 'bounce', lead }),
    unsubscription: (lead) => simulation.happen({ event: 'unsubscribe', lead }),
    interest: (lead_email) => post('/leads/update-interest-status', { lead_email, interest_value: 1 }),
    'deletion of the lead': (lead) => fetch(`/api/v2/leads/${leadOf(lead).id}`, { method: 'DELETE' }),
    'deletion of all leads': (_, campaign_id) =>
      fetch('/api/v2/leads', {
        method: 'DELETE',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ campaign_id })
      }),
    move: async (lead, id) => {
      const list = await post('/lead-lists', { name: 'Later' })
      await post('/leads/move', { campaign: id, ids: [leadOf(lead).id], to_list_id: list.id })
    }
  }
  const campaigns = new Map<string, string>()
  for (const [index, how] of Object.keys(ends).entries()) {
    const settings = { sequences: two, email_gap: 0, stop_on_reply: true, stop_on_auto_reply: true }
    campaigns.set(how, await campaign([`lead${index}@example.org`], settings))
  }
  await clock.set('2026-03-02T12:00:00Z')
  for (const [index, [how, end]] of Object.entries(ends).entries()) {
    await end(`lead${index}@example.org`, String(campaigns.get(how)))
  }
  await clock.advance('2m')
  for (const [how, id] of campaigns) {
    const changes = told('campaign_status_changed').filter((row) => row.campaign === id)
    t.match(changes, [{ at: '2026-03-02T12:02:00.000Z', reason: 3 }], how)
  }
})

t.test(
  'a campaign whose senders are held, or whose leads are to be skipped later, ends on its last day',
  async (t) => {
    const { account, campaign, clock, entities, numbersOf, post, told } = await simulated(t)
    await account(anna)
    await account(berta)
    const campaign_schedule = { end_date: '2026-03-04', schedules: [office] }
    const held = await campaign(['ben@example.org'], { campaign_schedule, email_list: [berta] })
    entities.accounts.patch(berta, { status: 3 })
    const sequences = [{ steps: [step(5, 'Hi'), step()] }]
    const blocked = await campaign(numbersOf(2), { campaign_schedule, sequences, email_gap: 60 })
    await clock.advance('5m')
    // The look at the second lead finds that the first one will be skipped, after the last day.
    await post('/block-lists-entries', { bl_value: 'lead0@example.org' })
    await clock.set('2026-03-05T00:00:00Z')
    t.same(
      new Map(told('campaign_status_changed').map(({ campaign, at }) => [campaign, at])),
      new Map([held, blocked].map((id) => [id, '2026-03-05T00:00:00.000Z']))
    )
  }
)

t.test(
  'after an activation, sending starts anew in two minutes, not where a pause had interrupted it',
  async (t) => {
    const { account, campaign, clock, numbersOf, post, sent } = await simulated(t)
    await account(anna)
    const id = await campaign(numbersOf(2))
    await clock.advance('5m')
    await post(`/campaigns/${id}/pause`)
    await clock.advance('5m')
    // The second lead's turn was at 10:11.
    await post(`/campaigns/${id}/activate`)
    await clock.advance('1h')
    t.same(sent(), ['10:02 lead0@example.org', '10:12 lead1@example.org'])
  }
)

t.test('one event can tell of the whole campaign instead of each lead', async (t) => {
  const { account, campaign, clock, leadOf, numbersOf, post, simulation, told } = await simulated(t)
  await account(anna)
  simulation.change({ campaign_completed: 'campaign' })
  const id = await campaign(numbersOf(2))
  const after = await post('/subsequences', {
    parent_campaign: id,
    name: 'Silent',
    conditions: { lead_activity: [91] },
    sequences: [{ steps: [step(1, 'Again')] }]
  })
  await post(`/subsequences/${after.id}/resume`)
  await clock.advance('1h')
  // Leads still enter subsequences at their end.
  t.match(leadOf('lead0@example.org'), { subsequence_id: after.id, status: 3 })
  t.match(leadOf('lead1@example.org'), { subsequence_id: after.id, status: 3 })
  const whole = told('campaign_completed')
  t.match(whole, [{ campaign: id }])
  t.notOk(whole.some(({ lead }) => lead))
})
