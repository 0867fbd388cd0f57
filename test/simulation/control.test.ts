import t from 'tap'
import { createInstantlyMock } from '../../src/index.ts'
import { start } from '../start.ts'
import { anna, inhabited, office, simulated, step } from './campaign.ts'

const two = [{ steps: [step(1, 'Hi'), step()] }]

t.test(
  'plans decide in their order: the first that matches, and later ones where it lets them in',
  async (t) => {
    const { account, campaign, clock, numbersOf, simulation, told, leadOf } = await simulated(t)
    await account(anna)
    const planted = simulation.plant([
      { match: { lead: 'LEAD0@*', times: 1 }, do: [{ event: 'open', after: '10m' }], also: true },
      {
        match: { every: 2, step: 1 },
        do: [{ event: 'reply', after: '1h', text: 'Yes', interest: 1, quote: false }]
      },
      { match: { lead: 'lead0@*', account: anna, variant: 1 }, do: [{ event: 'click', after: '5m' }] }
    ])
    t.same(
      planted.map(({ id }) => id),
      [1, 2, 3]
    )
    await campaign(numbersOf(4), { open_tracking: true, link_tracking: true, sequences: two })
    await clock.advance('3h')
    t.match(leadOf('lead0@example.org'), { email_open_count: 1, email_click_count: 1, email_clicked_step: 0 })
    t.same(
      told('reply_received').map(({ at }) => at.slice(11, 16)),
      ['11:11', '11:29']
    )
    t.match(told('lead_interest_changed'), [{ reason: 1 }, { reason: 1 }])
    t.match(simulation.plans(), [
      { counted: 1, fired: 1 },
      { counted: 4, fired: 2 },
      { counted: 1, fired: 1 }
    ])
    simulation.removePlan(2)
    t.same(
      simulation.plans().map(({ id }) => id),
      [1, 3]
    )
    t.throws(() => simulation.removePlan(2), { message: 'There is no plan 2' })
    simulation.clearPlans()
    t.same(simulation.plans(), [])
  }
)

t.test('shares, spans and profiles follow from the seed: the same world each time', async (t) => {
  const { account, campaign, clock, numbersOf, simulation, reset, told } = await simulated(t)
  const rows = async (seed: number) => {
    await reset()
    await clock.freeze('2026-03-02T10:00:00Z')
    simulation.plant([{ profile: 'typical', seed }])
    await account(anna)
    await campaign(numbersOf(40), {
      open_tracking: true,
      link_tracking: true,
      email_gap: 1,
      stop_on_reply: true
    })
    await clock.advance('7d')
    return told().map(({ at, type }) => `${at} ${type}`)
  }
  const once = await rows(7)
  t.same(await rows(7), once)
  t.not((await rows(8)).join(), once.join())
  const opened = once.filter((row) => row.endsWith('email_opened')).length
  t.ok(opened > 4 && opened < 30)
})

t.test('an event that no longer makes sense when it is due is dropped with a reason', async (t) => {
  const { account, campaign, clock, entities, fetch, simulation, told, leadOf } = await simulated(t)
  await account(anna)
  simulation.plant([{ do: [{ event: 'reply', after: '1d' }], match: { step: 1 } }])
  await campaign(['bounced@example.org', 'gone@example.org', 'unread@example.org'], {
    sequences: two
  })
  const short = await campaign(['left@example.net'])
  await clock.advance('1h')
  simulation.happen({ event: 'bounce', lead: 'bounced@example.org' })
  entities.leads.remove(leadOf('gone@example.org').id)
  const email = entities.emails.list().find(({ lead }) => lead === 'unread@example.org')
  entities.emails.remove(String(email?.id))
  await fetch(`/api/v2/campaigns/${short}`, { method: 'DELETE' })
  await clock.advance('24h')
  t.same(
    told('event_dropped')
      .map(({ reason }) => reason)
      .toSorted(),
    [
      'reply: the email is gone',
      'reply: the lead has bounced',
      'reply: the lead is gone',
      'reply: the lead is gone'
    ]
  )
})

t.test('a reply to an account that is gone is dropped; its error, too', async (t) => {
  const { account, campaign, clock, fetch, simulation, told } = await simulated(t)
  await account(anna)
  simulation.plant([
    {
      do: [
        { event: 'reply', after: '1h' },
        { event: 'account_error', after: '2h' }
      ]
    }
  ])
  await campaign(['ben@example.org'])
  await clock.advance('10m')
  await fetch(`/api/v2/accounts/${anna}`, { method: 'DELETE' })
  await clock.advance('1d')
  t.same(
    told('event_dropped').map(({ reason }) => reason),
    ['reply: the account is gone', 'account_error: the account is gone']
  )
})

t.test('a failing account is reported once for each of its active campaigns and stops sending', async (t) => {
  const { account, campaign, clock, entities, simulation, told } = await simulated(t)
  await account(anna)
  await account('other@example.com')
  const one = await campaign(['ben@example.org', 'cleo@example.org'])
  await campaign(['ben@example.net'], { is_evergreen: true })
  await campaign([], { email_list: ['other@example.com'], is_evergreen: true })
  await clock.advance('5m')
  simulation.happen({ event: 'account_error', lead: 'ben@example.org' })
  t.match(entities.accounts.read(anna), {
    status: -1,
    status_message: { code: 'EAUTH', responseCode: 535 }
  })
  t.equal(told('account_error').length, 2)
  simulation.happen({ event: 'account_error', lead: 'ben@example.org', text: '550 Blocked' })
  t.match(entities.accounts.read(anna).status_message, {
    response: '550 Blocked',
    e_message: '550 blocked'
  })
  await clock.advance('2m')
  t.equal(simulation.why(one).status, -1)
})

t.test('one thing can happen now, to the last email or that of a step', async (t) => {
  const { account, campaign, clock, entities, simulation, leadOf } = await simulated(t)
  await account(anna)
  const id = await campaign(['ben@example.org'], { sequences: two, open_tracking: true })
  const lead = 'ben@example.org'
  t.throws(() => simulation.happen({ event: 'open', lead }), {
    message: /was sent no email yet, wanted a sent one/
  })
  t.throws(() => simulation.happen({ event: 'open', lead, step: 2 }), {
    message: /was sent no email of step 2 yet/
  })
  t.throws(() => simulation.happen({ event: 'open', lead: 'nobody@example.org' }), {
    message: /There is no lead nobody/
  })
  await clock.advance('2d')
  t.same(simulation.happen({ event: 'open', lead: leadOf(lead).id, campaign: id, step: 1 }).happened, {
    email_opened: 1
  })
  t.match(leadOf(lead), { email_open_count: 1, email_opened_step: 0 })
  t.throws(() => simulation.happen({ event: 'click', lead }), {
    message: 'click is impossible: the campaign does not track links'
  })
  t.equal(leadOf(lead).email_click_count, 0)
  t.same(simulation.happen({ event: 'click', lead, force: true }).happened, { link_clicked: 1 })
  t.same(simulation.happen({ event: 'auto_reply', lead, interest: -1 }).happened.auto_reply_received, 1)
  t.same(simulation.happen({ event: 'reply', lead, text: 'No', quote: false }).happened, {
    reply_received: 1
  })
  t.match(
    entities.emails.list().find(({ body }) => body.text === 'No'),
    { subject: 'Re: Hi', ue_type: 2, step: '0_1_0' }
  )
  t.same(simulation.happen({ event: 'interest', lead, interest: null }).happened, {
    lead_interest_changed: 1
  })
  t.notOk('lt_interest_status' in leadOf(lead))
  t.same(simulation.happen({ event: 'interest', lead, interest: 1 }).happened, { lead_interest_changed: 1 })
  t.same(simulation.happen({ event: 'unsubscribe', lead }).happened, { lead_unsubscribed: 1 })
  t.throws(() => simulation.happen({ event: 'unsubscribe', lead }), {
    message: /the lead has unsubscribed already/
  })
  t.same(simulation.happen({ event: 'bounce', lead }).happened, { email_bounced: 1 })
  t.throws(() => simulation.happen({ event: 'bounce', lead }), { message: /the lead has bounced already/ })
  t.throws(() => simulation.happen({ event: 'reply', lead }), {
    message: 'reply is impossible: the lead has bounced'
  })
})

t.test('opens that a campaign does not track count only by force', async (t) => {
  const { account, campaign, clock, simulation, leadOf, told } = await simulated(t)
  await account(anna)
  await campaign(['ben@opens.test'])
  await clock.advance('1h')
  t.match(told('event_dropped'), [{ reason: 'open: the campaign does not track opens' }])
  simulation.happen({ event: 'open', lead: 'ben@opens.test', force: true })
  t.equal(leadOf('ben@opens.test').email_open_count, 1)
})

t.test('the clock jumps to the next event, the end of a campaign, idleness or the limit', async (t) => {
  const { account, campaign, clock, simulation, numbersOf } = await simulated(t)
  await account(anna)
  const id = await campaign(numbersOf(2), { sequences: two })
  t.match(await simulation.run({ until: 'next' }), {
    stopped: 'next',
    now: '2026-03-02T10:02:00.000Z',
    happened: { email_sent: 1 }
  })
  t.match(await simulation.run({ until: 'next', at_most: '5m' }), {
    stopped: 'at_most',
    now: '2026-03-02T10:07:00.000Z',
    happened: {}
  })
  t.match(await simulation.run({ until: 'completed', campaign: id }), {
    stopped: 'completed',
    happened: { email_sent: 3 }
  })
  t.match(await simulation.run({ until: 'completed' }), { stopped: 'completed', happened: {} })
  t.match(await simulation.run({ until: 'idle' }), { stopped: 'idle', frozen: true })
  await t.rejects(simulation.run({ until: 'completed', campaign: 'none' }), {
    message: 'There is no campaign none'
  })
  await t.rejects(simulation.run({ until: 'idle', at_most: 'soon' }), { message: /at_most is soon/ })
  await t.rejects(simulation.run({ until: 'idle', at_most: '3000000d' }), {
    message: /wanted a time before the year 9999/
  })
  await clock.run()
  t.match(await simulation.run({ until: 'idle' }), { stopped: 'idle', frozen: false })
})

t.test('a campaign that was activated a moment ago runs, and its clock to the end of it', async (t) => {
  const { close, fetch, simulation, clock } = await createInstantlyMock({ port: false, fixture: 'small' })
  t.teardown(close)
  const id = '22222222-2222-4222-8222-222222222222'
  await clock.freeze('2026-03-02T15:00:00Z')
  t.match(simulation.why(id), { is_live: false, next_at: null })
  await fetch(`/api/v2/campaigns/${id}/activate`, { method: 'POST' })
  t.match(simulation.why(id), { is_live: true, next_at: /^2026-03-02T15:0/ })
  t.match(await simulation.run({ until: 'completed' }), {
    stopped: 'completed',
    happened: { email_sent: 2, campaign_completed: 1 }
  })
  t.same((await clock.advance('1d')).happened, {}, 'and nothing is said to have happened where nothing did')
})

t.test('if the clock is frozen meanwhile, only events up to that instant have happened', async (t) => {
  const { account, campaign, clock } = await simulated(t)
  await account(anna)
  await campaign(['ben@example.org'])
  t.match(await clock.freeze('2026-03-02T11:00:00Z'), { happened: { email_sent: 1 } })
  t.notOk('happened' in (await clock.freeze('2026-03-02T11:30:00Z')))
})

t.test('of more than a thousand plans, each is heeded', async (t) => {
  const { account, campaign, clock, leadOf, simulation } = await simulated(t)
  await account(anna)
  const others = Array.from({ length: 1001 }, (_, index) => ({
    match: { lead: `nobody${index}@example.org` },
    do: [{ event: 'bounce' as const, after: '1m' }]
  }))
  simulation.plant([...others, { match: { lead: 'ben@*' }, do: [{ event: 'open', after: '1m' }] }])
  await campaign(['ben@example.org', 'nobody1000@example.org'], { open_tracking: true })
  await clock.advance('1h')
  t.equal(leadOf('ben@example.org').email_open_count, 1)
  t.equal(leadOf('nobody1000@example.org').status, -1)
})

t.test(
  'while the simulator is disabled, activated campaigns pause, and continue when it is enabled again',
  async (t) => {
    const { account, campaign, clock, sent, simulation } = await simulated(t)
    await account(anna)
    t.match(simulation.change({ enabled: false }), { enabled: false, pickup: 120_000 })
    const id = await campaign(['ben@example.org'])
    await clock.advance('1d')
    t.same(sent(), [])
    t.equal(simulation.why(id).next_at, null)
    simulation.change({ enabled: true, pickup: 0 })
    t.match(simulation.settings(), { enabled: true, pickup: 0 })
    await clock.advance('1ms')
    t.same(sent(), ['03T10:00 ben@example.org'])
  }
)

t.test('the timeline has pages, and filters by campaign, lead, type and time', async (t) => {
  const { account, campaign, clock, simulation, leadOf, numbersOf } = await simulated(t)
  await account(anna)
  const id = await campaign(numbersOf(3))
  await clock.advance('1h')
  const all = simulation.timeline()
  t.equal(all.length, 7)
  t.same([...simulation.timeline({ limit: 4 }), ...simulation.timeline({ starting_after: '4' })], all)
  t.match(simulation.timeline({ campaign: id, lead: leadOf('lead1@example.org').id, type: 'email_sent' }), [
    { at: '2026-03-02T10:11:00.000Z', account: anna, step: 1, variant: 1 }
  ])
  t.equal(simulation.timeline({ since: '2026-03-02T10:12:00Z' }).length, 3)
})

// Reported live: null only before the first look, stale once the campaign has ended.
t.test(
  'sending-status is the result of the last look: none before the first, unchanged after the end',
  async (t) => {
    const { account, campaign, clock, get, simulation } = await simulated(t)
    await account(anna)
    const id = await campaign(['ben@example.org', 'cleo@example.org'], { daily_max_leads: 5 })
    const path = `/campaigns/${id}/sending-status`
    t.match(await get(path), {
      diagnostics: null,
      summary: { status: 'healthy', last_healthy_send_at: null, ai_summary: null }
    })
    await clock.advance('2m')
    t.match(await get(`${path}?with_ai_summary=true`), {
      diagnostics: {
        campaign_id: id,
        last_updated: '2026-03-02T10:02:00.000Z',
        accounts_summary: { total_connected: 1, available: 0, unavailable: { global_gap_not_met: 1 } },
        new_lead_limit: { enabled: true, limit: 5, contacted: 1, limit_hit: false },
        schedule_status: { in_schedule: true }
      },
      summary: { last_healthy_send_at: '2026-03-02T10:02:00.000Z', ai_summary: /\.$/ }
    })
    await clock.advance('1d')
    const { diagnostics, summary } = await get(path)
    t.equal(summary.status, 'campaign_completed')
    t.not(diagnostics.status, 'campaign_completed')
    t.equal(simulation.why(id).reason.number, null)
  }
)

t.test('why a campaign sends nothing shows in the campaign alone, not in lists', async (t) => {
  const { account, campaign, clock, get, simulation } = await simulated(t)
  await account(anna)
  const id = await campaign(['ben@example.org'], {
    campaign_schedule: { schedules: [{ ...office, timing: { from: '20:00', to: '21:00' } }] }
  })
  await clock.advance('5m')
  t.equal((await get(`/campaigns/${id}`)).not_sending_status, 1)
  t.notOk('not_sending_status' in (await get('/campaigns')).items[0])
  t.match(simulation.why(id), {
    is_live: true,
    reason: { code: 'out_of_schedule', number: 1 },
    next_at: '2026-03-02T20:00:00.000Z'
  })
  t.throws(() => simulation.why('none'), { message: 'There is no campaign or subsequence none' })
})

t.test('misspelt and senseless arguments are refused by name, in process and over HTTP', async (t) => {
  const { simulation } = await simulated(t)
  t.throws(() => simulation.change({ pickup: -1 }), { message: /simulation.change: changes/ })
  t.throws(() => simulation.plant([]), { message: /simulation.plant: plans/ })
  t.throws(() => simulation.plant([{ do: [{ event: 'fly' as 'open' }] }]), {
    message: /simulation.plant: plans/
  })
  t.throws(() => simulation.happen({ event: 'open' } as never), { message: /simulation.happen: event/ })
  t.throws(() => simulation.timeline({ limit: 0 }), { message: /simulation.timeline: query/ })
  await t.rejects(simulation.run({ until: 'never' as 'idle' }), { message: /simulation.run: until/ })
  const { call } = await start(t)
  const admin = (method: string, path: string, body?: object) => call(method, `/__admin${path}`, { body })
  t.equal((await admin('POST', '/plans', [{ match: { step: 0 }, do: [{ event: 'open' }] }])).status, 400)
  t.equal((await admin('POST', '/simulation/run', {})).status, 400)
  t.equal((await admin('POST', '/events', { event: 'open', lead: 'nobody@example.org' })).status, 404)
  t.equal((await admin('GET', '/why/none')).status, 404)
  t.equal((await admin('DELETE', '/plans/9')).status, 404)
  t.equal((await admin('PATCH', '/simulation', { pickup: 'soon' })).status, 400)
})

t.test('the control plane offers the same over HTTP as the library in process', async (t) => {
  const { call } = await start(t)
  const admin = async (method: string, path: string, body?: object) =>
    (await call(method, `/__admin${path}`, { body })).body
  t.match(await admin('GET', '/simulation'), { enabled: true, bounce_protect: true })
  t.match(await admin('PATCH', '/simulation', { pickup: 0 }), { pickup: 0 })
  t.match(await admin('POST', '/plans', [{ do: [{ event: 'open' }] }, { profile: 'typical' }]), {
    plans: [{ id: 1 }, { id: 2 }]
  })
  t.equal((await admin('GET', '/plans')).plans.length, 10)
  await admin('DELETE', '/plans/1')
  t.equal((await admin('GET', '/plans')).plans.length, 9)
  await admin('DELETE', '/plans')
  t.same(await admin('GET', '/plans'), { plans: [] })
  t.match(await admin('POST', '/simulation/run', { until: 'next', at_most: '1s' }), {
    stopped: /idle|at_most|next/
  })
})

// Documented.
t.test('unsubscribed addresses are blocked where the workspace wants it', async (t) => {
  const mock = await createInstantlyMock({ port: false, fixture: 'empty' })
  t.teardown(() => mock.close())
  const { account, campaign, clock, entities, simulation, leadOf, sent } = inhabited(mock)
  await clock.freeze('2026-03-02T10:00:00Z')
  simulation.change({ add_unsub_to_block: true })
  await account(anna)
  await campaign(['ben@example.org'], { sequences: two })
  await clock.advance('10m')
  simulation.happen({ event: 'unsubscribe', lead: 'ben@example.org' })
  t.equal(leadOf('ben@example.org').status, -2)
  t.match(entities.blockListEntries.list(), [{ bl_value: 'ben@example.org' }])
  t.equal(sent().length, 1)
})

t.test('an event that cannot be, or says too much, is refused by name and changes nothing', async (t) => {
  const { account, campaign, clock, simulation, told } = await simulated(t)
  await account(anna)
  await campaign(['ben@example.org'], { open_tracking: true })
  await clock.advance('5m')
  const before = told()
  const lead = 'ben@example.org'
  const refused: [Parameters<typeof simulation.happen>[0], number, string][] = [
    [{ event: 'interest', lead }, 400, 'interest is absent, wanted the new interest, or null'],
    [
      { event: 'open', lead, interest: 1 },
      400,
      'interest is 1, wanted none with open, only with reply, auto_reply, interest'
    ],
    [{ event: 'open', lead, campaign: 'Spring' }, 404, 'There is no campaign Spring']
  ]
  for (const [event, statusCode, message] of refused) {
    t.throws(() => simulation.happen(event), { statusCode, message }, message)
  }
  t.throws(() => simulation.plant([{ match: { campaign: 'Spring' }, do: [{ event: 'open' }] }]), {
    statusCode: 400,
    message: 'plans[0].match.campaign is Spring, wanted the id of an existing campaign'
  })
  t.same(simulation.plans(), [])
  t.same(told(), before)
})

t.test('a template with a tag that is not closed is sent as it is, and noted', async (t) => {
  const { account, campaign, clock, entities, told } = await simulated(t)
  await account(anna)
  await campaign(['ben@example.org'], {
    sequences: [{ steps: [step(1, 'Hi {{firstName'), step(1, 'To {{x|{{y}}', '{{z')] }]
  })
  await clock.advance('2d')
  t.match(told('template_broken'), [
    { step: 1, reason: 'a {{ is not closed in the subject' },
    { step: 2, reason: 'a {{ is not closed in the subject and the body' }
  ])
  t.match(
    entities.emails
      .list()
      .map(({ subject }) => subject)
      .toSorted(),
    ['Hi {{firstName', /^To \{\{x\|/]
  )
})

// A choice: by the API the value goes to the last email from the lead, as here.
t.test("the AI's rating of a reply is on the reply", async (t) => {
  const { account, campaign, clock, entities, simulation } = await simulated(t)
  await account(anna)
  await campaign(['ben@example.org', 'cleo@example.org', 'dana@example.org'], { email_gap: 0 })
  await clock.advance('5m')
  const ratings = () =>
    entities.emails
      .list()
      .filter(({ ue_type }) => ue_type === 2)
      .map(({ lead, i_status, ai_interest_value }) => [lead, i_status, ai_interest_value])
      .toSorted()
  simulation.happen({ event: 'reply', lead: 'ben@example.org', interest: 1, ai_interest_value: 0.9 })
  simulation.happen({ event: 'reply', lead: 'cleo@example.org', ai_interest_value: 0.4 })
  simulation.happen({ event: 'auto_reply', lead: 'dana@example.org' })
  t.same(ratings(), [
    ['ben@example.org', 1, 0.9],
    ['cleo@example.org', undefined, 0.4],
    ['dana@example.org', 0, undefined]
  ])
  simulation.happen({ event: 'interest', lead: 'dana@example.org', interest: -1, ai_interest_value: 0.1 })
  t.same(ratings()[2], ['dana@example.org', -1, 0.1])
})
