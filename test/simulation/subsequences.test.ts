import t from 'tap'
import { small, start } from '../start.ts'

const account = {
  email: 'anna@example.com',
  first_name: 'Anna',
  last_name: 'Berg',
  provider_code: 1,
  imap_username: 'anna',
  imap_password: 'x',
  imap_host: 'imap.example.com',
  imap_port: 993,
  smtp_username: 'anna',
  smtp_password: 'x',
  smtp_host: 'smtp.example.com',
  smtp_port: 465
}
const always = {
  schedules: [
    {
      name: 'Always',
      timing: { from: '00:00', to: '23:59' },
      days: { 0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 6: true },
      timezone: 'Etc/GMT+12'
    }
  ]
}
const steps = (...bodies: string[]) => [
  {
    steps: bodies.map((body) => ({
      type: 'email',
      delay: 1,
      pre_delay: 2,
      pre_delay_unit: 'hours',
      variants: [{ subject: 'About it', body }]
    }))
  }
]

/** An empty world with a frozen clock, one account, a campaign of one step, a subsequence and one lead. */
async function running(t: Parameters<typeof start>[0], conditions: object, lead = 'ben@example.org') {
  const server = await start(t)
  const { call, post, patch } = server
  const admin = async (method: string, url: string, body?: object) =>
    (await call(method, `/__admin${url}`, { body })).body
  await admin('POST', '/reset', { to: 'empty' })
  await admin('POST', '/clock/freeze', { at: '2026-03-02T12:00:00Z' })
  await post('/accounts', account)
  const campaign = (
    await post('/campaigns', {
      name: 'Main',
      campaign_schedule: always,
      email_list: [account.email],
      sequences: steps('First'),
      open_tracking: true,
      link_tracking: true,
      stop_on_reply: true
    })
  ).body.id
  const subsequence = (
    await post('/subsequences', {
      parent_campaign: campaign,
      name: 'More',
      conditions,
      sequences: steps('Second', 'Third')
    })
  ).body.id
  await post(`/subsequences/${subsequence}/resume`)
  const { id } = (await post('/leads', { campaign, email: lead })).body
  await post(`/campaigns/${campaign}/activate`)
  const sent = async () => {
    const { items } = (await server.get('/emails?email_type=sent&sort_order=asc&limit=100')).body
    return items.map((email: { body: { html: string }; timestamp_created: string }) => [
      email.body.html,
      email.timestamp_created
    ])
  }
  const state = async () => ({
    lead: (await server.get(`/leads/${id}`)).body,
    campaign: (await server.get(`/campaigns/${campaign}`)).body.status
  })
  return { ...server, admin, campaign, subsequence, lead: id, sent, state, patch }
}

// Documented: conditions are alternatives; choices: when it begins, and that the campaign runs its subsequences then.
t.test('a lead that opens enters, and gets its steps after the delay before the first', async (t) => {
  const { admin, get, sent, state, subsequence } = await running(t, { lead_activity: [2] }, 'ben@opens.test')
  await admin('POST', '/clock/advance', { by: '30m' })
  const { lead } = await state()
  t.equal(lead.subsequence_id, subsequence)
  t.equal(lead.status, 1)
  // Picked up after two minutes, opened after ten, two hours before its first step, a day to the next.
  t.strictSame(await sent(), [['First', '2026-03-02T12:02:00.000Z']])
  await admin('POST', '/clock/advance', { by: '3d' })
  t.strictSame(await sent(), [
    ['First', '2026-03-02T12:02:00.000Z'],
    ['Second', '2026-03-02T14:12:00.000Z'],
    ['Third', '2026-03-03T14:12:00.000Z']
  ])
  const { items } = (await get('/emails?email_type=sent&sort_order=asc')).body
  const inside = items.map((email: { subsequence_id?: string }) => email.subsequence_id)
  t.strictSame(inside, [undefined, subsequence, subsequence])
  const ended = await state()
  t.equal(ended.lead.status, 3)
  t.strictSame(ended.lead.status_summary_subseq, {
    from: account.email,
    stepID: '0_1_0',
    timestampExecuted: '2026-03-03T14:12:00.000Z'
  })
  t.match(ended.lead.status_summary.lastStep, { stepID: '0_0_0' })
  t.equal(ended.campaign, 3)
})

// Documented: the status.
t.test('the campaign runs its subsequences while leads are in them', async (t) => {
  const { admin, state } = await running(t, { lead_activity: [2] }, 'ben@opens.test')
  await admin('POST', '/clock/advance', { by: '1h' })
  t.equal((await state()).campaign, 4)
})

// Documented: the activity 91.
t.test('the end without a reply lets a lead enter, a reply does not', async (t) => {
  for (const [email, enters] of [
    ['ben@example.org', true],
    ['ben@replies.test', false]
  ] as const) {
    const { admin, state, patch, campaign } = await running(t, { lead_activity: [91] }, email)
    // Two steps, so that the reply comes before the end.
    await patch(`/campaigns/${campaign}`, { sequences: steps('First', 'Again') })
    await admin('POST', '/clock/advance', { by: '2d' })
    t.equal('subsequence_id' in (await state()).lead, enters, email)
  }
})

// Documented: the numbers of crm_status.
t.test('an interest lets a lead enter, set by a reply or by the API', async (t) => {
  const replied = await running(t, { crm_status: [1] }, 'ben@interested.test')
  await replied.admin('POST', '/clock/advance', { by: '3h' })
  t.equal((await replied.state()).lead.subsequence_id, replied.subsequence)

  const set = await running(t, { crm_status: [2] })
  await set.admin('POST', '/clock/advance', { by: '5m' })
  await set.post('/leads/update-interest-status', { lead_email: 'ben@example.org', interest_value: 1 })
  t.notOk('subsequence_id' in (await set.state()).lead)
  await set.post('/leads/update-interest-status', { lead_email: 'ben@example.org', interest_value: 2 })
  t.equal((await set.state()).lead.subsequence_id, set.subsequence)
})

// Documented: the text. A choice: in any case.
t.test('a reply that holds the text lets a lead enter, in any case', async (t) => {
  const { admin, state, subsequence } = await running(t, { reply_contains: 'Next QUARTER' })
  await admin('POST', '/clock/advance', { by: '5m' })
  const reply = (text: string) =>
    admin('POST', '/events', { event: 'reply', lead: 'ben@example.org', text, quote: false })
  await reply('Not now.')
  t.notOk('subsequence_id' in (await state()).lead)
  await reply('Perhaps next quarter?')
  t.equal((await state()).lead.subsequence_id, subsequence)
})

// Choices: only what the lead wrote counts, and the interest of the same reply does not end the new sequence.
t.test('the words that a reply quotes let nobody enter; its own do, with an interest as well', async (t) => {
  const { admin, state, subsequence, sent } = await running(t, { reply_contains: 'first' })
  await admin('POST', '/clock/advance', { by: '5m' })
  await admin('POST', '/events', { event: 'reply', lead: 'ben@example.org', text: 'Which one?' })
  t.notOk('subsequence_id' in (await state()).lead)
  const reply = { event: 'reply', lead: 'ben@example.org', text: 'The first one.', interest: 1 }
  await admin('POST', '/events', reply)
  t.match((await state()).lead, { subsequence_id: subsequence, status: 1, lt_interest_status: 1 })
  await admin('POST', '/clock/advance', { by: '2d' })
  t.strictSame(
    (await sent()).map(([body]: string[]) => body),
    ['First', 'Second', 'Third']
  )
})

// Choices.
t.test('a lead enters once, and never a paused, draft or static subsequence', async (t) => {
  const once = await running(t, { lead_activity: [4] })
  await once.admin('POST', '/clock/advance', { by: '5m' })
  const click = () => once.admin('POST', '/events', { event: 'click', lead: 'ben@example.org' })
  await once.post(`/subsequences/${once.subsequence}/pause`)
  await click()
  t.notOk('subsequence_id' in (await once.state()).lead)
  await once.post(`/subsequences/${once.subsequence}/resume`)
  await click()
  t.equal((await once.state()).lead.subsequence_id, once.subsequence)
  await once.post('/leads/subsequence/remove', { id: once.lead })
  await click()
  t.notOk('subsequence_id' in (await once.state()).lead)

  const still = await start(t)
  const interest = { lead_email: 'carla@example.org', interest_value: 1 }
  const before = (await still.get(`/subsequences/${small.interested}`)).body
  await still.post('/leads/update-interest-status', interest)
  t.strictSame((await still.get(`/subsequences/${small.interested}`)).body, before)
})

// Choices: any one of the conditions will do, while the campaign is active or has come to its own end.
t.test('any of several conditions lets a lead in, unless the campaign is paused', async (t) => {
  const conditions = { crm_status: [2], lead_activity: [4], reply_contains: 'quarter' }
  for (const [event, enters] of [
    [{ event: 'click' }, true],
    [{ event: 'interest', interest: 2 }, true],
    [{ event: 'reply', text: 'Next quarter', quote: false }, true],
    [{ event: 'open' }, false],
    [{ event: 'interest', interest: 1 }, false]
  ] as const) {
    const { admin, post, state, subsequence, campaign } = await running(t, conditions)
    await admin('POST', '/clock/advance', { by: '5m' })
    const happen = () => admin('POST', '/events', { ...event, lead: 'ben@example.org' })
    await post(`/campaigns/${campaign}/pause`)
    await happen()
    t.notOk('subsequence_id' in (await state()).lead, 'paused')
    await post(`/campaigns/${campaign}/activate`)
    await happen()
    t.equal((await state()).lead.subsequence_id, enters ? subsequence : undefined, JSON.stringify(event))
  }
})

// A choice.
t.test('of two subsequences that would take a lead, the older gets it, then the other', async (t) => {
  const { admin, campaign, post, state, subsequence } = await running(t, { lead_activity: [4] })
  await admin('POST', '/clock/advance', { by: '1m' })
  const younger = { parent_campaign: campaign, name: 'Younger', conditions: { lead_activity: [4] } }
  const { id } = (await post('/subsequences', { ...younger, sequences: steps('Other') })).body
  await post(`/subsequences/${id}/resume`)
  await admin('POST', '/clock/advance', { by: '5m' })
  const click = () => admin('POST', '/events', { event: 'click', lead: 'ben@example.org' })
  await click()
  t.equal((await state()).lead.subsequence_id, subsequence)
  await click()
  t.equal((await state()).lead.subsequence_id, subsequence, 'it is on its way')
  await admin('POST', '/clock/advance', { by: '3d' })
  t.equal((await state()).lead.status, 3)
  await click()
  t.equal((await state()).lead.subsequence_id, id)
})
