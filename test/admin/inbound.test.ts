import t, { type Test } from 'tap'
import { createInstantlyMock } from '../../src/index.ts'
import { small } from '../start.ts'
import { control } from './control.ts'

const noon = '2026-01-15T12:00:00.000Z'
const mail = {
  from: 'ben@example.org',
  to: 'anna@example.com',
  subject: 'Re: A question, Ben',
  text: 'Happy to talk.\nIs 1 < 2?'
}

/** The small world at noon, with a lead whose emails are those of the fixture, in a campaign of the given settings. */
async function atNoon(t: Test, campaign: object = {}) {
  const client = await control(t)
  const { admin, app, get, post } = client
  await admin('POST', '/clock/freeze', { at: noon })
  await admin('PATCH', `/entities/campaigns/${small.summer}`, campaign)
  const lead = (await post('/leads', { campaign: small.summer, email: 'ben@example.org', first_name: 'Ben' }))
    .body.id
  for (const id of [small.sent, small.received]) {
    await admin('PATCH', `/entities/emails/${id}`, { lead_id: lead, subsequence_id: 's1', list_id: 'l1' })
  }
  await admin('PATCH', `/entities/emails/${small.sent}`, { step: '0_2_1' })
  const told: unknown[] = []
  const { events } = await app.services.registry.open('default')
  for (const type of ['reply_received', 'auto_reply_received', 'lead_interest_changed'] as const) {
    events.listen(type, (event) => told.push(event))
  }
  const leadNow = async () => (await get(`/leads/${lead}`)).body
  const inbound = (more: object = {}) => admin('POST', '/inbound', { ...mail, ...more })
  return { ...client, lead, leadNow, told, inbound }
}

// The design of the simulator: what a received email looks like, most of it reported live.
t.test("an email from a lead joins the lead's thread", async (t) => {
  const { get, inbound, lead } = await atNoon(t)
  const { status, body } = await inbound()
  t.equal(status, 200)
  const { id, ...rest } = body
  t.strictSame(rest, {
    timestamp_created: noon,
    timestamp_email: noon,
    message_id: `<${id}@example.org>`,
    subject: mail.subject,
    from_address_email: 'ben@example.org',
    to_address_email_list: 'anna@example.com',
    body: { text: mail.text, html: 'Happy to talk.<br/>Is 1 &lt; 2?' },
    organization_id: small.organization,
    campaign_id: small.summer,
    subsequence_id: 's1',
    list_id: 'l1',
    lead: 'ben@example.org',
    lead_id: lead,
    eaccount: 'anna@example.com',
    ue_type: 2,
    step: '0_2_1',
    is_unread: 1,
    is_auto_reply: 0,
    is_focused: 1,
    thread_id: small.thread,
    content_preview: 'Happy to talk. Is 1 < 2?',
    from_address_json: [{ address: 'ben@example.org', name: 'Ben' }]
  })
  t.strictSame((await get(`/emails/${id}`)).body, body)
  const { items } = (await get(`/emails?search=thread:${small.thread}&email_type=received`)).body
  t.strictSame(
    items.map((item: { id: string }) => item.id),
    [id, small.received]
  )
})

// The purpose: a reply can be answered.
t.test('a received email can be answered', async (t) => {
  const { inbound, post } = await atNoon(t)
  const { body } = await inbound()
  const answer = await post('/emails/reply', {
    eaccount: 'anna@example.com',
    reply_to_uuid: body.id,
    subject: 'Re: A question, Ben',
    body: { text: 'Tuesday it is.' }
  })
  t.match(answer.body, { to_address_email_list: 'ben@example.org', thread_id: small.thread })
})

// Documented: the members of the lead. Choices: its last touch moves, too, and steps count from 0.
t.test('a reply is counted on the lead and emitted as an event', async (t) => {
  const { inbound, leadNow, told, lead } = await atNoon(t)
  const before = await leadNow()
  const { body } = await inbound()
  const once = {
    ...before,
    email_reply_count: 1,
    email_replied_step: 2,
    email_replied_variant: 1,
    timestamp_last_reply: noon,
    timestamp_last_touch: noon,
    timestamp_updated: noon
  }
  t.strictSame(await leadNow(), once)
  t.match(told, [
    {
      type: 'reply_received',
      campaign: small.summer,
      subsequence: 's1',
      lead,
      account: 'anna@example.com',
      step: 2,
      variant: 1,
      email: body.id,
      at: Date.parse(noon)
    }
  ])
  await inbound()
  t.equal((await leadNow()).email_reply_count, 2)
  t.equal(told.length, 2)
})

for (const [status, ends] of [
  [1, true],
  [2, true],
  [3, true],
  [-1, false],
  [-2, false],
  [-3, false]
] as const) {
  // Reported live: follow-ups stop, where the campaign's stop_on_reply is on.
  t.test(
    `a reply ${ends ? 'completes' : 'leaves'} a lead of status ${status} with stop_on_reply`,
    async (t) => {
      const { admin, inbound, lead, leadNow } = await atNoon(t, { stop_on_reply: true })
      await admin('PATCH', `/entities/leads/${lead}`, { status })
      await inbound()
      t.equal((await leadNow()).status, ends ? 3 : status)
    }
  )
}

t.test(
  'a reply does not stop a campaign without that setting, a deleted one, or one that the lead has left',
  async (t) => {
    const { admin, inbound, lead, leadNow } = await atNoon(t, {
      stop_on_reply: null,
      stop_on_auto_reply: true
    })
    await inbound()
    t.equal((await leadNow()).status, 1)
    await admin('PATCH', `/entities/leads/${lead}`, { campaign: small.unknown })
    await inbound()
    await admin('PATCH', `/entities/leads/${lead}`, { campaign: null })
    await inbound()
    t.match(await leadNow(), { status: 1, email_reply_count: 3 })
  }
)

// A choice: an automatic reply is neither counted nor stops, and makes a plain lead out of office.
t.test('an automatic reply is in the other tab, and not counted', async (t) => {
  const { get, inbound, leadNow, told, lead } = await atNoon(t, { stop_on_reply: true })
  const before = await leadNow()
  const { body } = await inbound({ is_auto_reply: true })
  t.match(body, { is_auto_reply: 1, is_focused: 0, is_unread: 1, thread_id: small.thread })
  t.equal((await get(`/emails/${body.id}`)).body.i_status, 0)
  t.strictSame(await leadNow(), { ...before, lt_interest_status: 0, timestamp_last_interest_change: noon })
  t.match(told, [
    { type: 'auto_reply_received', lead, email: body.id, step: 2 },
    { type: 'lead_interest_changed', lead, value: 0 }
  ])
  t.equal(told.length, 2)
})

t.test('an automatic reply stops a campaign with that setting and keeps an existing interest', async (t) => {
  const { admin, inbound, leadNow, told, lead } = await atNoon(t, { stop_on_auto_reply: true })
  await admin('PATCH', `/entities/leads/${lead}`, { lt_interest_status: 1 })
  const { body } = await inbound({ is_auto_reply: true })
  t.equal(body.i_status, 1)
  t.match(await leadNow(), { status: 3, lt_interest_status: 1 })
  t.equal(told.length, 1)
})

t.test('it answers the email given by id or by message_id', async (t) => {
  const { admin, inbound, leadNow } = await atNoon(t)
  const answered = {
    ...(await admin('GET', `/entities/emails/${small.received}`)).body,
    thread_id: 'other',
    step: '0_1_0'
  }
  const named = (await admin('PUT', '/entities/emails', { ...answered, id: undefined, message_id: '<x@y>' }))
    .body
  for (const in_reply_to of [named.id, '<x@y>']) {
    // A colleague answers: the lead is the same.
    const { body } = await inbound({ from: 'Carla@Example.org', in_reply_to })
    t.match(body, {
      thread_id: 'other',
      step: '0_1_0',
      lead: 'ben@example.org',
      from_address_email: 'carla@example.org'
    })
    t.strictSame(body.from_address_json, [{ address: 'carla@example.org', name: '' }])
  }
  t.match(await leadNow(), { email_reply_count: 2, email_replied_step: 1, email_replied_variant: 0 })
})

t.test('an answer to an email of no step is counted, and leaves the step', async (t) => {
  const { admin, inbound, leadNow } = await atNoon(t)
  await inbound()
  await admin('PATCH', `/entities/emails/${small.sent}`, { step: null })
  t.notOk('step' in (await inbound({ in_reply_to: small.sent })).body)
  t.match(await leadNow(), { email_reply_count: 2, email_replied_step: 2, email_replied_variant: 1 })
})

t.test(
  'of the emails to a lead, it answers the last one that the campaign sent from the account',
  async (t) => {
    const { admin, inbound } = await atNoon(t)
    const sent = (await admin('GET', `/entities/emails/${small.sent}`)).body
    const keep = (fields: object) => admin('PUT', '/entities/emails', { ...sent, id: undefined, ...fields })
    await keep({ step: '0_3_0', timestamp_created: '2026-01-07T10:00:00.000Z' })
    await keep({ step: '0_4_0', timestamp_created: '2026-01-08T10:00:00.000Z', eaccount: 'ben@example.com' })
    await keep({ step: '0_5_0', timestamp_created: '2026-01-09T10:00:00.000Z', ue_type: 4 })
    await keep({ step: null, timestamp_created: '2026-01-10T10:00:00.000Z', ue_type: 3 })
    t.equal((await inbound()).body.step, '0_3_0')
    t.equal((await inbound({ to: 'ben@example.com' })).body.step, '0_4_0')
  }
)

t.test('an email from a lead that was never written to starts a thread in the campaign', async (t) => {
  const { admin, post, inbound, get, told } = await atNoon(t)
  const free = (await post('/leads', { email: 'eva@example.org' })).body.id
  await admin('PATCH', `/entities/leads/${free}`, { first_name: null })
  const { body: unasked } = await inbound({ from: 'eva@example.org' })
  t.match(unasked, { lead: 'eva@example.org', lead_id: free })
  t.strictSame(unasked.from_address_json, [{ address: 'eva@example.org', name: '' }])
  t.notOk('campaign_id' in unasked)
  t.ok(unasked.thread_id.startsWith('00-'), 'of the workspace')
  const lead = (await post('/leads', { campaign: small.spring, email: 'fritz@example.org' })).body.id
  const { body } = await inbound({ from: 'fritz@example.org' })
  t.match(body, { lead_id: lead, campaign_id: small.spring })
  t.match(body.thread_id, /^11-/)
  t.notOk('step' in body)
  t.equal((await get(`/leads/${lead}`)).body.email_reply_count, 1)
  t.equal(told.length, 2)
})

t.test('of several leads with the address, it is the one in a campaign', async (t) => {
  const { post, inbound } = await atNoon(t)
  await post('/leads', { email: 'eva@example.org' })
  const lead = (await post('/leads', { campaign: small.spring, email: 'eva@example.org' })).body.id
  t.equal((await inbound({ from: 'eva@example.org' })).body.lead_id, lead)
})

t.test("a stranger's emails are a thread of their own, and no reply", async (t) => {
  const { inbound, told } = await atNoon(t)
  const { body } = await inbound({ from: 'stranger@elsewhere.test' })
  for (const name of ['lead', 'lead_id', 'campaign_id', 'step', 'i_status']) t.notOk(name in body, name)
  t.equal((await inbound({ from: 'stranger@elsewhere.test' })).body.thread_id, body.thread_id)
  t.not((await inbound({ from: 'other@elsewhere.test' })).body.thread_id, body.thread_id)
  t.same(told, [])
})

// A choice: emails stay when lead and account are gone.
t.test('a reply from a deleted lead to a deleted account arrives and is emitted', async (t) => {
  const { inbound, remove, told, lead } = await atNoon(t)
  t.equal((await remove(`/leads/${lead}`)).status, 200)
  t.equal((await remove('/accounts/anna@example.com')).status, 200)
  const { status, body } = await inbound()
  t.equal(status, 200)
  t.equal(body.lead_id, lead)
  t.match(told, [{ type: 'reply_received', lead }])
  t.equal((await inbound({ is_auto_reply: true })).status, 200)
  t.equal(told.length, 2)
})

t.test('an invalid email is refused and changes nothing', async (t) => {
  const { get, inbound, admin } = await atNoon(t)
  const before = (await get('/emails')).text
  for (const [more, status, message] of [
    [
      { to: 'nobody@example.com' },
      404,
      'There is no account nobody@example.com, wanted one of the workspace'
    ],
    [{ in_reply_to: 'x' }, 404, 'There is no email x, wanted an id or message_id'],
    [{ from: 'ben' }, 400, "body/from is 'ben', wanted an address such as ben@example.org"],
    [{ text: undefined }, 400, 'body/text is missing, wanted a text'],
    [
      { i_status: 1 },
      400,
      'body has i_status: 1, wanted only from, to, subject, text, html, in_reply_to, is_auto_reply'
    ]
  ] as const) {
    const answer = await inbound(more)
    t.equal(answer.status, status)
    t.equal(answer.body.message, message)
  }
  t.equal((await admin('POST', '/inbound', [])).status, 400)
  t.equal((await get('/emails')).text, before)
})

t.test('in process, a reply arrives with a call', async (t) => {
  const mock = await createInstantlyMock({ port: false, fixture: 'small' })
  t.teardown(() => mock.close())
  const { inbound, entities } = await mock.workspace()
  const email = inbound({ ...mail, html: '<b>Happy</b>' })
  t.match(email, { thread_id: small.thread, ue_type: 2, body: { text: mail.text, html: '<b>Happy</b>' } })
  t.strictSame(entities.emails.read(email.id), email)
  const bad = { ...mail, to: 'anna' }
  t.throws(() => inbound(bad), /inbound: mail.to is 'anna', wanted an address such as anna@example\.com/)
})
