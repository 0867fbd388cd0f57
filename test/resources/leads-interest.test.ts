import t, { type Test } from 'tap'
import { readFixture } from '../../src/workspace/fixture.ts'
import { imageOf } from '../../src/workspace/seed.ts'
import { openWorkspace } from '../../src/workspace/workspace.ts'
import { control } from '../admin/control.ts'
import { small } from '../start.ts'

const noon = '2026-01-15T12:00:00.000Z'
const user = 'abababab-abab-4bab-8bab-abababababab'
const other = 'babababa-baba-4aba-8aba-babababababa'

async function atNoon(t: Test) {
  const client = await control(t)
  const { admin, get, post } = client
  await admin('POST', '/clock/freeze', { at: noon })
  const lead = async (id: string) => (await get(`/leads/${id}`)).body
  const set = (body: object) => post('/leads/update-interest-status', body)
  return { ...client, lead, set }
}

const carla = { lead_email: 'carla@example.org' }

// Documented: the answer. Reported live: any value completes an active lead of a campaign.
t.test('the interest status is set, and the lead completed', async (t) => {
  const { lead, set } = await atNoon(t)
  const before = await lead(small.carla)
  const { status, body } = await set({ ...carla, lead_email: ' CARLA@example.org', interest_value: 1 })
  t.equal(status, 202)
  t.same(body, { message: 'Lead interest status update background job submitted' })
  t.same(await lead(small.carla), {
    ...before,
    status: 3,
    lt_interest_status: 1,
    timestamp_last_interest_change: noon,
    timestamp_updated: noon
  })
})

// Documented: null resets, any number can be set. Choices: a reset does not revive, "" is a reset (reproduced).
t.test('null resets the interest and does not reactivate the lead', async (t) => {
  const { lead, set } = await atNoon(t)
  for (const reset of [null, '']) {
    await set({ ...carla, interest_value: -12345.5 })
    t.match(await lead(small.carla), { lt_interest_status: -12345.5 })
    await set({ ...carla, interest_value: reset })
    const after = await lead(small.carla)
    t.notMatch(after, { lt_interest_status: Number })
    t.match(after, { status: 3, timestamp_last_interest_change: noon })
  }
})

// Choices: what was reported live is of values, and of leads in campaigns.
t.test('a reset completes no lead, nor does an interest outside of campaigns', async (t) => {
  const { lead, post, set } = await atNoon(t)
  await set({ ...carla, interest_value: null })
  t.equal((await lead(small.carla)).status, 1)
  const { body: free } = await post('/leads', { email: 'free@example.com' })
  await set({ lead_email: 'free@example.com', interest_value: 1 })
  t.match(await lead(free.id), { status: 1, lt_interest_status: 1 })
})

// A choice: all with the email, or those in one place.
t.test('a campaign or list limits whose interest is set', async (t) => {
  const { lead, post, set } = await atNoon(t)
  const email = 'eva@example.com'
  const ids: string[] = []
  for (const place of [
    { campaign: small.spring },
    { campaign: small.summer },
    { list_id: small.visitors },
    {}
  ])
    ids.push((await post('/leads', { email, ...place })).body.id)
  const interests = () => Promise.all(ids.map(async (id) => (await lead(id)).lt_interest_status))
  await set({ lead_email: email, interest_value: 1, campaign_id: small.spring })
  t.same(await interests(), [1, undefined, undefined, undefined])
  await set({ lead_email: email, interest_value: 2, list_id: small.visitors })
  t.same(await interests(), [1, undefined, 2, undefined])
  await set({ lead_email: email, interest_value: 3 })
  t.same(await interests(), [3, 3, 3, 3])
})

// Documented: this body, and no other member.
t.test('an email that no lead has is refused', async (t) => {
  const { set } = await atNoon(t)
  for (const body of [
    { lead_email: 'nobody@example.com' },
    { ...carla, campaign_id: small.spring },
    { lead_email: '' }
  ])
    t.match(await set({ ...body, interest_value: 1 }), {
      status: 400,
      text: '{"error":"Invalid lead email"}'
    })
})

// A choice: the work behind a 202 can be held back.
t.test('the change waits while it is held back', async (t) => {
  const { admin, lead, set } = await atNoon(t)
  await admin('PATCH', '/due', { hold: true, task: 'update_interest' })
  await set({ ...carla, interest_value: 1 })
  t.notMatch(await lead(small.carla), { lt_interest_status: Number })
  await admin('PATCH', '/due', { hold: false })
  t.match(await lead(small.carla), { lt_interest_status: 1 })
})

// Documented: webhooks and analytics follow changes of the interest; readers of the log must recognise repeats.
t.test('each change of the interest is an event, by a patch too', async (t) => {
  const workspace = openWorkspace(
    'test',
    await imageOf({ seed: 1, size: 0, fixture: await readFixture('small') })
  )
  t.teardown(() => workspace.close())
  const told: unknown[] = []
  workspace.events.listen('lead_interest_changed', ({ lead, campaign, subsequence, value }) =>
    told.push([lead, campaign, subsequence, value])
  )
  workspace.leads.moveToSubsequence({ id: small.carla, subsequence_id: small.interested })
  workspace.leads.patch(small.carla, { lt_interest_status: 2 })
  workspace.leads.patch(small.dario, { lt_interest_status: 0 })
  workspace.leads.patch(small.dario, { first_name: 'D' })
  workspace.leads.updateInterest({ ...carla, interest_value: null })
  await workspace.settle()
  t.same(told, [
    [small.carla, small.summer, small.interested, 2],
    [small.dario, undefined, undefined, 0],
    [small.carla, small.summer, small.interested, null]
  ])
  t.equal(workspace.leads.require(small.carla).status, 3)
})

// Documented: leads get the reassigned status. A choice: without one they become plain leads.
t.test('when a label goes, its leads get another status, or none', async (t) => {
  const { call, lead, post, set } = await atNoon(t)
  await set({ ...carla, interest_value: 60 })
  const drop = (id: string, body: object) => call('DELETE', `/api/v2/lead-labels/${id}`, { body })
  await drop(small.prices, { reassigned_status: 2 })
  t.match(await lead(small.carla), { lt_interest_status: 2 })
  const { body: label } = await post('/lead-labels', { label: 'x', interest_status_label: 'positive' })
  await set({ ...carla, interest_value: label.interest_status })
  await drop(label.id, {})
  t.notMatch(await lead(small.carla), { lt_interest_status: Number })
  t.equal((await post('/leads/list', { filter: 'FILTER_LEAD_MEETING_BOOKED' })).body.items.length, 0)
})

// Reported live: the campaign stays, and a completed lead becomes active. Recorded: a repeated call changes nothing.
t.test('a lead goes into a subsequence, from one to the next, and out', async (t) => {
  const { admin, get, lead, post, set } = await atNoon(t)
  await set({ ...carla, interest_value: 1 })
  const before = await lead(small.carla)
  const enter = (subsequence_id: string) =>
    post('/leads/subsequence/move', { id: small.carla, subsequence_id })
  await admin('POST', '/clock/advance', { by: '1h' })
  const one = '2026-01-15T13:00:00.000Z'
  const { status, body } = await enter(small.interested)
  t.equal(status, 200)
  const inside = { status: 1, subsequence_id: small.interested, timestamp_added_subsequence: one }
  t.same(body, { ...before, ...inside, timestamp_updated: one })
  // Inferred: the subsequence notes when leads enter or leave.
  const noted = async (id: string) => (await get(`/subsequences/${id}`)).body.timestamp_leads_updated
  t.equal(await noted(small.interested), one)
  await admin('POST', '/clock/advance', { by: '1h' })
  t.same((await enter(small.interested)).body, body)
  const { body: second } = await post(`/subsequences/${small.interested}/duplicate`, {
    parent_campaign: small.summer
  })
  const two = '2026-01-15T14:00:00.000Z'
  t.match((await enter(second.id)).body, { subsequence_id: second.id, timestamp_added_subsequence: two })
  t.same([await noted(small.interested), await noted(second.id)], [two, two])
  await admin('POST', '/clock/advance', { by: '1h' })
  const { body: out } = await post('/leads/subsequence/remove', { id: small.carla })
  // Recorded: both times are the same afterwards. Reported live: the status stays.
  const three = '2026-01-15T15:00:00.000Z'
  t.same(out, { ...before, status: 1, timestamp_added_subsequence: three, timestamp_updated: three })
  // A choice.
  t.same((await post('/leads/subsequence/remove', { id: small.carla })).body, out)
})

// Inferred: the subsequence notes that leads leave, however they do.
t.test('a subsequence notes the leads that are moved away or deleted', async (t) => {
  const { admin, get, post, remove } = await atNoon(t)
  const noted = async () => (await get(`/subsequences/${small.interested}`)).body.timestamp_leads_updated
  const leave: ((id: string, email: string) => Promise<unknown>)[] = [
    (id) => remove(`/leads/${id}`),
    (id) => remove('/leads', { body: { campaign_id: small.summer, ids: [id] } }),
    (_, email) =>
      post('/leads/move', { campaign: small.summer, contacts: [email], to_list_id: small.visitors }),
    (_, email) =>
      post('/leads/move', { campaign: small.summer, contacts: [email], to_campaign_id: small.spring })
  ]
  for (const [index, goes] of leave.entries()) {
    const email = `${index}@example.com`
    const { id } = (await post('/leads', { campaign: small.summer, email })).body
    await post('/leads/subsequence/move', { id, subsequence_id: small.interested })
    const entered = await noted()
    await admin('POST', '/clock/advance', { by: '1h' })
    t.equal(await noted(), entered, 'time alone moves nothing')
    await goes(id, email)
    const { now } = (await admin('GET', '/clock')).body
    t.equal(await noted(), now)
    t.equal((await post('/leads/list', { filter: 'FILTER_VAL_IN_SUBSEQUENCE' })).body.items.length, 0)
  }
  await admin('POST', '/clock/advance', { by: '1h' })
  const before = await noted()
  await remove('/leads', { body: { campaign_id: small.summer } })
  t.equal(await noted(), before, 'nobody was in it')
})

// A choice, but for the first two: the subsequence is looked for first (reported live).
const refusals: [string, object, number, string][] = [
  [
    'an unknown subsequence',
    { id: small.unknown, subsequence_id: small.unknown },
    404,
    'Subsequence not found'
  ],
  ['an unknown lead', { id: small.unknown, subsequence_id: small.interested }, 404, 'Resource not found'],
  [
    'a lead of no campaign',
    { id: small.dario, subsequence_id: small.interested },
    400,
    "Subsequence does not belong to the lead's campaign"
  ]
]
for (const [what, body, status, message] of refusals) {
  t.test(`${what}: no subsequence is entered`, async (t) => {
    const { post } = await atNoon(t)
    t.match(await post('/leads/subsequence/move', body), { status, body: { message } })
  })
}

// A choice: its leads keep campaign and status.
t.test('leads of a subsequence that goes are in none', async (t) => {
  const { admin, lead, post, remove } = await atNoon(t)
  const enter = () => post('/leads/subsequence/move', { id: small.carla, subsequence_id: small.interested })
  const { body: inside } = await enter()
  await remove(`/subsequences/${small.interested}`)
  const { subsequence_id: _, ...rest } = inside
  t.same(await lead(small.carla), rest)
  t.equal((await post('/leads/list', { filter: 'FILTER_VAL_IN_SUBSEQUENCE' })).body.items.length, 0)
  await admin('PATCH', `/entities/leads/${small.carla}`, { subsequence_id: small.unknown })
  t.equal((await post('/leads/subsequence/remove', { id: small.carla })).status, 200)
})

// Documented: the answers; that it goes round in the order of the ids is a choice.
t.test('leads are assigned to users in turn', async (t) => {
  const { lead, post, get } = await atNoon(t)
  const leads = Array.from({ length: 205 }, (_, number) => ({ email: `${number}@example.com` }))
  await post('/leads/add', { campaign_id: small.spring, leads })
  const assign = (body: object) =>
    post('/leads/bulk-assign', { organization_user_ids: [user, other], campaign: small.spring, ...body })
  const owners = async () => {
    const { body: state } = await get('/leads/x').then(() =>
      post('/leads/list', { campaign: small.spring, limit: 100 })
    )
    return state.items
      .map(({ assigned_to }: { assigned_to?: string }) =>
        assigned_to === user ? 'u' : assigned_to ? 'o' : '-'
      )
      .join('')
  }
  t.same(await assign({ limit: 3 }), {
    ...(await assign({ limit: 0 })),
    status: 202,
    body: { status: 'accepted', message: 'Your request will be processed in a background job' }
  })
  t.match(await owners(), /^uou-+$/)
  await assign({ assigned_to: other, organization_user_ids: [user] })
  t.match(await owners(), /^uuu-+$/)
  await assign({})
  t.match(await owners(), /^(uo)+$/)
  const { body } = await post('/leads/list', { campaign: small.spring, search: '204@' })
  t.equal(body.items[0].assigned_to, user)
  // Recorded: ids without a source are fine here.
  await assign({ campaign: undefined, ids: [small.carla] })
  t.match(await lead(small.carla), { assigned_to: user, timestamp_updated: noon })
})

// Documented: by name, as lists select. A choice: a saved view selects nothing, has_clause changes nothing.
t.test('leads are assigned that a list with the same selection shows', async (t) => {
  const { admin, lead, post } = await atNoon(t)
  const ids = [small.carla, small.dario, small.emil]
  await admin('PATCH', `/entities/leads/${small.emil}`, { email_open_count: 1, timestamp_last_open: noon })
  const selections: [object, string][] = [
    [{ search: 'CARLA' }, 'c'],
    [{ filter: 'FILTER_VAL_ACTIVE' }, 'ce'],
    [{ campaign: small.summer }, 'c'],
    [{ campaign: small.unknown }, ''],
    [{ list_id: small.visitors }, 'd'],
    [{ in_campaign: false }, 'de'],
    [{ in_list: true }, 'd'],
    [{ ids: [small.emil] }, 'e'],
    [{ ids: [] }, ''],
    [{ queries: [{ actionType: 'email-open', values: {} }] }, 'e'],
    [{ smart_view_id: user }, ''],
    [{ has_clause: true }, 'cde'],
    [{ limit: 2 }, 'cd']
  ]
  for (const [selection, names] of selections) {
    for (const id of ids) await admin('PATCH', `/entities/leads/${id}`, { assigned_to: null })
    t.equal((await post('/leads/bulk-assign', { organization_user_ids: [user], ...selection })).status, 202)
    const owned = await Promise.all(ids.map(async (id) => (await lead(id)).assigned_to === user))
    t.equal([...'cde'].filter((_, index) => owned[index]).join(''), names, JSON.stringify(selection))
  }
})

t.test('an impossible user id is refused', async (t) => {
  const { post } = await atNoon(t)
  t.match(await post('/leads/bulk-assign', { organization_user_ids: [user, 'x'] }), {
    status: 400,
    text: JSON.stringify({ message: 'Invalid ID on `organization_user_ids` field' })
  })
  // Documented: a closed set here.
  t.equal((await post('/leads/bulk-assign', { organization_user_ids: [user], filter: 'x' })).status, 400)
})

// Documented. Choices: a reply that also carries an interest arrives all the same; unset, the flag stays as it was.
t.test('with disable_auto_interest, no reply changes the interest until a client lets it', async (t) => {
  const { admin, app, lead, post, set } = await atNoon(t)
  const { events } = await app.services.registry.open('default')
  const ben = (await post('/leads', { campaign: small.summer, email: 'ben@example.org' })).body.id
  await admin('PATCH', `/entities/emails/${small.sent}`, { lead_id: ben })
  events.emit({
    type: 'email_sent',
    lead: ben,
    campaign: small.summer,
    account: 'anna@example.com',
    email: small.sent
  })
  const away = { from: 'ben@example.org', to: 'anna@example.com', subject: 'Away', text: 'Away.' }
  const interest = { event: 'interest', lead: ben, interest: 4 }
  const reply = { event: 'reply', lead: ben, text: 'Yes', interest: 2 }

  await set({ lead_email: 'ben@example.org', interest_value: null, disable_auto_interest: true })
  await admin('POST', '/inbound', { ...away, is_auto_reply: true })
  t.equal((await lead(ben)).lt_interest_status, undefined)
  const refused = await admin('POST', '/events', interest)
  t.match(refused, { status: 400, body: { message: /disable_auto_interest/ } })
  t.equal((await admin('POST', '/events', reply)).status, 200)
  t.match(await lead(ben), { email_reply_count: 1 })
  t.equal((await lead(ben)).lt_interest_status, undefined)

  await set({ lead_email: 'ben@example.org', interest_value: 1 })
  await admin('POST', '/events', reply)
  t.match(await lead(ben), { email_reply_count: 2, lt_interest_status: 1 })
  await set({ lead_email: 'ben@example.org', interest_value: 1, disable_auto_interest: false })
  await admin('POST', '/events', reply)
  t.match(await lead(ben), { email_reply_count: 3, lt_interest_status: 2 })
})
