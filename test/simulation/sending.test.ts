import t from 'tap'
import { anna, berta, office, simulated, step } from './campaign.ts'

const allDay = {
  ...office,
  timing: { from: '00:00', to: '23:55' },
  days: { ...office.days, 0: true, 6: true }
}

t.test(
  'the first email goes two minutes after the activation, the next ones of an account every nine',
  async (t) => {
    const { account, campaign, clock, sent, numbersOf } = await simulated(t)
    await account(anna)
    await campaign(numbersOf(3))
    // Recorded: half a minute to three until the first; 9:01 and 9:03 between those of an account.
    await clock.advance('119s')
    t.same(sent(), [])
    await clock.advance('1h')
    t.same(sent(), ['10:02 lead0@example.org', '10:11 lead1@example.org', '10:20 lead2@example.org'])
  }
)

t.test(
  'accounts send side by side, and one that serves two campaigns keeps a minute between them',
  async (t) => {
    const { account, campaign, clock, entities, numbersOf } = await simulated(t)
    await account(anna)
    await account(berta)
    await campaign(numbersOf(2), { email_list: [anna, berta] })
    await campaign(['ben@example.net'])
    await clock.advance('5m')
    const times = entities.emails
      .list()
      .map(({ timestamp_created: at, eaccount }) => `${at.slice(11, 16)} ${eaccount}`)
    // Documented: a minute, where the account says nothing else.
    t.same(times.toSorted(), [`10:02 ${anna}`, `10:02 ${berta}`, `10:03 ${anna}`])
  }
)

t.test('gaps are those of campaign and account, plus a random wait in whole seconds', async (t) => {
  const { account, campaign, clock, entities, numbersOf } = await simulated(t)
  await account(anna, { sending_gap: 20 })
  await campaign(numbersOf(3), { email_gap: 5 })
  await clock.advance('2h')
  const times = () =>
    entities.emails
      .list()
      .map(({ timestamp_created: at }) => at.slice(11, 19))
      .toSorted()
  t.same(times(), ['10:02:00', '10:22:00', '10:42:00'])
  await account(berta)
  const id = await campaign(numbersOf(9, 'example.net'), { email_list: [berta], random_wait_max: 5 })
  await clock.advance('5h')
  const at = entities.emails
    .list()
    .filter((email) => email.campaign_id === id)
    .map((email) => Date.parse(email.timestamp_created))
  const gaps = at
    .toSorted()
    .slice(1)
    .map((time, index) => (time - Number(at.toSorted()[index])) / 60_000)
  t.equal(gaps.length, 8)
  t.ok(gaps.every((gap) => gap >= 9 && gap <= 14))
  t.ok(new Set(gaps).size > 2)
})

t.test('an account keeps its limit by the UTC day, over all campaigns', async (t) => {
  const { account, campaign, clock, sent, simulation, numbersOf } = await simulated(t)
  await account(anna, { daily_limit: 3 })
  const id = await campaign(numbersOf(2), { campaign_schedule: { schedules: [allDay] } })
  await campaign(numbersOf(3, 'example.net'), { campaign_schedule: { schedules: [allDay] } })
  await clock.advance('6h')
  t.equal(sent().length, 3)
  t.match(simulation.why(id), { reason: { code: /waiting|account_daily/ } })
  await clock.set('2026-03-03T00:00:00Z')
  t.equal(sent().length, 4)
})

t.test('a campaign keeps its limits by the day of its first schedule', async (t) => {
  const { account, campaign, clock, sent, simulation, numbersOf, get } = await simulated(t)
  await account(anna)
  const tokyo = { ...allDay, timezone: 'Asia/Chita' }
  const id = await campaign(numbersOf(5), { daily_limit: 2, campaign_schedule: { schedules: [tokyo] } })
  await clock.advance('1h')
  t.match(simulation.why(id), {
    reason: { code: 'daily_limit_met', number: 3 },
    // Midnight in Tokyo.
    next_at: '2026-03-02T15:00:00.000Z',
    left_today: { emails: 0, new_leads: null }
  })
  t.match(await get(`/campaigns/${id}/sending-status`), {
    diagnostics: { campaign_daily_limit: { limit: 2, sent: 2, limit_hit: true } }
  })
  await clock.set('2026-03-02T15:00:00Z')
  t.equal(sent().length, 3)
})

t.test('the limit of new leads does not affect follow-ups; a limit of 0 allows none', async (t) => {
  const { account, campaign, clock, sent, simulation, numbersOf } = await simulated(t)
  await account(anna)
  const sequences = [{ steps: [step(1, 'Hi'), step()] }]
  const id = await campaign(numbersOf(4), { daily_max_leads: 2, sequences })
  const none = await campaign(numbersOf(1, 'example.net'), { daily_max_leads: 0 })
  await clock.advance('1h')
  t.match(simulation.why(id), {
    reason: { code: 'new_lead_limit_met', number: 2 },
    left_today: { new_leads: 0 }
  })
  t.match(simulation.why(none), { reason: { code: 'new_lead_limit_met' }, next_at: null })
  await clock.advance('1d')
  t.equal(sent().filter((row) => row.startsWith('03')).length, 4)
})

t.test('a first step that is out of use still counts the new leads of the day', async (t) => {
  const { account, campaign, clock, sent, numbersOf } = await simulated(t)
  await account(anna)
  const unused = { ...step(1, 'Hi'), variants: [{ subject: 'Hi', body: '', v_disabled: true }] }
  await campaign(numbersOf(4), { daily_max_leads: 2, sequences: [{ steps: [unused, step(1, 'Hi')] }] })
  await clock.advance('6h')
  t.equal(sent().length, 2)
})

t.test('a limit of 0 keeps an account, or a campaign, still for good', async (t) => {
  const { account, campaign, clock, sent, simulation, numbersOf } = await simulated(t)
  await account(anna, { daily_limit: 0 })
  await account(berta)
  const full = await campaign(numbersOf(1))
  const closed = await campaign(numbersOf(1, 'example.net'), { email_list: [berta], daily_limit: 0 })
  await clock.advance('10d')
  t.same(sent(), [])
  t.match(simulation.why(full), { reason: { code: 'account_daily_limit_met', number: 4 }, next_at: null })
  t.match(simulation.why(closed), { reason: { code: 'daily_limit_met' }, next_at: null })
})

t.test('a company gets no more emails a day than its limit', async (t) => {
  const { account, campaign, clock, sent, simulation, numbersOf } = await simulated(t)
  await account(anna)
  const perCompany = { mode: 'custom', daily_limit: 1, scope: 'across_workspace' }
  const id = await campaign(numbersOf(3), { limit_emails_per_company_override: perCompany })
  await campaign(['ben@example.org'], {
    limit_emails_per_company_override: { ...perCompany, scope: 'per_campaign' }
  })
  await clock.advance('4h')
  t.same(sent(), ['10:02 lead0@example.org', '10:03 ben@example.org'])
  t.match(simulation.why(id), {
    reason: { code: 'domain_limit_reached', number: 2 },
    next_at: '2026-03-03T09:00:00.000Z'
  })
  await clock.advance('1d')
  t.equal(sent().length, 3)
})

t.test(
  'follow-ups come after their delay, before new leads, from the account that wrote first',
  async (t) => {
    const { account, campaign, clock, entities, sent, numbersOf } = await simulated(t)
    await account(anna, { daily_limit: 2 })
    await account(berta)
    const sequences = [{ steps: [step(1, 'Hi'), step()] }]
    await campaign(numbersOf(5), { email_list: [anna, berta], sequences, daily_limit: 4 })
    await clock.advance('2d')
    const byLead = Map.groupBy(entities.emails.list(), ({ lead }) => lead)
    t.ok([...byLead.values()].every((emails) => new Set(emails.map(({ eaccount }) => eaccount)).size === 1))
    // Nine o'clock is before the first follow-up is due; two accounts send at one instant.
    const next = sent().slice(4, 7).toSorted()
    t.same(
      next,
      ['03T09:00 lead4', '03T10:02 lead0', '03T10:02 lead1'].map((row) => `${row}@example.org`)
    )
  }
)

t.test('new leads come first where the campaign prefers them', async (t) => {
  const { account, campaign, clock, sent, numbersOf } = await simulated(t)
  await account(anna)
  const sequences = [{ steps: [step(1, 'Hi'), step()] }]
  await campaign(numbersOf(4), { sequences, daily_max_leads: 2, prioritize_new_leads: true })
  await clock.advance('30h')
  t.same(
    sent()
      .slice(2, 4)
      .map((row) => row.slice(9)),
    ['lead2@example.org', 'lead3@example.org']
  )
})

t.test('any account continues with the leads of one that has left the campaign', async (t) => {
  const { account, campaign, clock, entities, fetch } = await simulated(t)
  await account(anna)
  await account(berta)
  const sequences = [{ steps: [step(1, 'Hi'), step()] }]
  await campaign(['ben@example.org', 'cleo@example.org'], { email_list: [anna, berta], sequences })
  await clock.advance('1h')
  await fetch(`/api/v2/accounts/${anna}`, { method: 'DELETE' })
  await clock.advance('2d')
  t.same(
    entities.emails
      .list()
      .map(({ eaccount }) => eaccount)
      .toSorted(),
    [anna, berta, berta, berta]
  )
})

t.test('variants go out in turn, those in use', async (t) => {
  const { account, campaign, clock, entities, numbersOf } = await simulated(t)
  await account(anna)
  const variants = [
    { subject: 'A', body: '' },
    { subject: 'B', body: '', v_disabled: true },
    { subject: 'C', body: '' }
  ]
  await campaign(numbersOf(4), { sequences: [{ steps: [{ type: 'email', delay: 1, variants }] }] })
  await clock.advance('2h')
  t.same(
    entities.emails
      .list()
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ subject }) => subject),
    ['A', 'C', 'A', 'C']
  )
})

t.test('variants take turns among the emails of one instant, too', async (t) => {
  const { account, campaign, clock, entities, numbersOf } = await simulated(t)
  await account(anna)
  await account(berta)
  const variants = ['A', 'B'].map((subject) => ({ subject, body: '' }))
  const sequences = [{ steps: [{ type: 'email', delay: 1, variants }] }]
  await campaign(numbersOf(2), { email_list: [anna, berta], sequences })
  await clock.advance('3m')
  t.same(
    entities.emails
      .list()
      .map(({ subject }) => subject)
      .toSorted(),
    ['A', 'B']
  )
})

t.test('leads that got a step at the same instant get the next in the order of their ids', async (t) => {
  const { account, campaign, clock, entities, fetch, leadOf, sent } = await simulated(t)
  await account(anna, { sending_gap: 0 })
  const dates = { days: { 1: true, 3: true, 5: true }, timing: { from: '10:00', to: '10:30' } }
  const id = await campaign(['first@example.org', 'second@example.org'], {
    campaign_schedule: { schedules: [{ ...office, ...dates }] },
    email_gap: 0,
    sequences: [{ steps: [1, 2, 3].map(() => step(1, 'Hi')) }]
  })
  const paused = (status: 1 | 2) => entities.leads.patch(leadOf('first@example.org').id, { status })
  paused(2)
  await clock.advance('10m')
  paused(1)
  const headers = { 'content-type': 'application/json' }
  await fetch(`/api/v2/campaigns/${id}`, { method: 'PATCH', headers, body: '{"name": "Changed"}' })
  await clock.advance('7d')
  t.same(
    sent().map((text) => text.split(' ').at(-1)),
    ['second', 'first', 'second', 'first', 'first', 'second'].map((name) => `${name}@example.org`)
  )
})

t.test('a provider is matched where a sender has it, and rules keep pairs apart', async (t) => {
  const { account, campaign, clock, entities, simulation } = await simulated(t)
  await account(anna, { provider_code: 2 })
  await account(berta, { provider_code: 3 })
  const email_list = [anna, berta]
  const matched = await campaign([], { email_list, match_lead_esp: true })
  const ruled = await campaign([], {
    email_list: [berta],
    provider_routing_rules: [{ action: 'do_not_send', sender_esp: ['outlook'], recipient_esp: ['google'] }]
  })
  entities.leads.make({ campaign: matched, email: 'g@example.org', esp_code: 1, status: 1 })
  entities.leads.make({ campaign: matched, email: 'o@example.org', esp_code: 2, status: 1 })
  entities.leads.make({ campaign: ruled, email: 'x@example.org', esp_code: 1, status: 1 })
  await clock.advance('1h')
  t.same(
    entities.emails
      .list()
      .map(({ lead, eaccount }) => `${lead} ${eaccount}`)
      .toSorted(),
    [`g@example.org ${anna}`, `o@example.org ${berta}`]
  )
  t.match(simulation.why(ruled), { reason: { code: 'waiting_for_esp_match', number: 2 }, next_at: null })
})

t.test('the accounts of a tag send, too', async (t) => {
  const { account, campaign, clock, entities, post } = await simulated(t)
  await account(berta)
  const tag = await post('/custom-tags', { label: 'Senders' })
  const tagged = { tag_ids: [tag.id], resource_ids: [berta], resource_type: 1, assign: true }
  await post('/custom-tags/toggle-resource', tagged)
  await campaign(['ben@example.org'], { email_list: [], email_tag_list: [tag.id] })
  await clock.advance('1h')
  t.same(
    entities.emails.list().map(({ eaccount }) => eaccount),
    [berta]
  )
})

t.test('an account that gets the tag later sends, too, and nobody once the tag is gone', async (t) => {
  const { account, campaign, clock, entities, fetch, post } = await simulated(t)
  await account(berta)
  await account(anna)
  const tag = await post('/custom-tags', { label: 'Senders' })
  const tagged = (resource_ids: string[]) =>
    post('/custom-tags/toggle-resource', {
      tag_ids: [tag.id],
      resource_ids,
      resource_type: 1,
      assign: true
    })
  await tagged([berta])
  const leads = ['ben@example.org', 'carl@example.org', 'dora@example.org']
  await campaign(leads, { email_list: [], email_tag_list: [tag.id], email_gap: 100_000 })
  await clock.advance('1h')
  await tagged([anna])
  await clock.advance('1h')
  const senders = () => entities.emails.list().map(({ eaccount }) => eaccount)
  t.same(senders().toSorted(), [anna, berta])
  await fetch(`/api/v2/custom-tags/${tag.id}`, { method: 'DELETE' })
  await clock.advance('1h')
  t.same(
    entities.campaigns.list().map(({ status }) => status),
    [-1],
    'nobody is left to send'
  )
})

t.test('copies, plain text and a thread as the campaign wants them', async (t) => {
  const { account, campaign, clock, entities } = await simulated(t)
  await account(anna)
  const sequences = [{ steps: [step(1, 'Hi', '<p>One</p><p>Two</p>'), step(1, '', '<b>Three</b>')] }]
  await campaign(['ben@example.org'], {
    sequences,
    cc_list: ['team@example.com'],
    bcc_list: ['log@example.com'],
    first_email_text_only: true
  })
  await clock.advance('2d')
  const [first, second] = entities.emails.list().toSorted((a, b) => (a.id < b.id ? -1 : 1))
  t.match(first, {
    subject: 'Hi',
    body: { html: 'One<br />Two' },
    cc_address_email_list: 'team@example.com',
    bcc_address_email_list: 'log@example.com',
    step: '0_0_0'
  })
  t.match(second, {
    subject: 'Re: Hi',
    body: { html: '<b>Three</b>' },
    step: '0_1_0',
    thread_id: first?.thread_id
  })
})

// A choice.
t.test('of leads whose next emails are due at once, the one with the lower id comes first', async (t) => {
  const [low, high] = ['11111111-1111-7111-8111-111111111111', '99999999-9999-7999-8999-999999999999']
  for (const [first, second] of [
    [low, high],
    [high, low]
  ] as const) {
    const { account, campaign, clock, entities, post, sent } = await simulated(t)
    await account(anna)
    const id = await campaign([], {
      is_evergreen: true,
      sequences: [{ steps: [step(2, 'Hi'), step(1), step(1)] }]
    })
    const join = (id: string, email: string, campaign: string) =>
      entities.leads.make({ id, email, campaign, status: 1 })
    join(first, `${first}@example.org`, id)
    await clock.set('2026-03-03T10:00:00Z')
    join(second, `${second}@example.org`, id)
    await post(`/campaigns/${id}/activate`)
    await clock.set('2026-03-05T12:00:00Z')
    // On Thursday the third email of the one and the second of the other.
    t.same(
      sent().filter((line) => line.startsWith('05T')),
      [`05T10:02 ${low}@example.org`, `05T10:11 ${high}@example.org`]
    )
  }
})

t.test(
  'a subject takes its words by chance, too, and a lead without variables leaves their places empty',
  async (t) => {
    const { account, campaign, clock, entities } = await simulated(t)
    await account(anna, { sending_gap: 0 })
    const id = await campaign([], {
      is_evergreen: true,
      email_gap: 0,
      sequences: [{ steps: [step(1, '{{RANDOM | Hi | Hello}} {{firstName}}')] }]
    })
    for (let number = 0; number < 20; number += 1)
      entities.leads.make({ campaign: id, email: `${number}@example.org`, payload: null })
    await clock.advance('2m')
    const subjects = entities.emails.list().map(({ subject }) => String(subject).trim())
    t.equal(subjects.length, 20)
    t.same(new Set(subjects), new Set(['Hi', 'Hello']))
  }
)

t.test(
  'an instant at which hundreds of emails are due sends each of them once, in the order of the leads',
  async (t) => {
    const { account, campaign, clock, get, numbersOf, sent } = await simulated(t)
    await account(anna, { sending_gap: 0 })
    const leads = numbersOf(170)
    const id = await campaign(leads, { email_gap: 0 })
    await clock.advance('5m')
    t.same(
      sent(),
      leads.map((email) => `10:02 ${email}`)
    )
    const { summary } = await get(`/campaigns/${id}/sending-status`)
    t.equal(summary.last_healthy_send_at, '2026-03-02T10:02:00.000Z')
  }
)

// Others are served between two pieces of work, so a look must not be a large one.
t.test('a look at a campaign sends fifty emails at most, and leaves the others to the next', async (t) => {
  const { account, campaign, clock, due, numbersOf, sent } = await simulated(t)
  await account(anna, { sending_gap: 0 })
  await campaign(numbersOf(120), { email_gap: 0 })
  due.hold({ hold: true, task: 'look_at_campaign' })
  await clock.advance('5m')
  for (const wanted of [50, 100, 120]) {
    due.run({ task: 'look_at_campaign' })
    t.equal(sent().length, wanted)
  }
})
