import t, { type Test } from 'tap'
import { control } from '../admin/control.ts'
import { small } from '../start.ts'

/** Two leads of one address and a third, each with emails by their subjects. */
async function withEmails(t: Test) {
  const client = await control(t)
  const { admin, app, post } = client
  const make = async (email: string, campaign?: string) => (await post('/leads', { email, campaign })).body.id
  const [ben, other, carl] = [
    await make('ben@example.org', small.summer),
    await make('ben@example.org', small.spring),
    await make('carl@example.org')
  ]
  const received = (await admin('GET', `/entities/emails/${small.received}`)).body
  const keep = async (fields: object) =>
    (await admin('PUT', '/entities/emails', { ...received, id: undefined, i_status: undefined, ...fields }))
      .body.id
  const workspace = await app.services.registry.open('default')
  return { ...client, ben, other, carl, keep, workspace }
}

// A choice: the last that was received from the lead.
t.test('the last email that a lead wrote shows the interest', async (t) => {
  const { get, keep, ben, other, workspace } = await withEmails(t)
  const day = (number: number) => ({ timestamp_created: `2026-01-0${number}T10:00:00.000Z` })
  const ids = [
    await keep({ lead_id: ben, ...day(6) }),
    await keep({ lead_id: ben, ...day(7) }),
    await keep({ lead_id: ben, ...day(8), ue_type: 1 }),
    await keep({ lead_id: other, ...day(9) })
  ]
  const shown = async () => Promise.all(ids.map(async (id) => (await get(`/emails/${id}`)).body.i_status))
  workspace.events.emit({ type: 'lead_interest_changed', lead: ben, value: 2 })
  t.strictSame(await shown(), [undefined, 2, undefined, undefined])
  workspace.events.emit({ type: 'lead_interest_changed', lead: ben, value: 0 })
  t.strictSame(await shown(), [undefined, 0, undefined, undefined])
  workspace.events.emit({ type: 'lead_interest_changed', lead: ben, value: null })
  t.strictSame(await shown(), [undefined, undefined, undefined, undefined])
})

t.test('a lead who never wrote has no email to show it', async (t) => {
  const { get, carl, workspace } = await withEmails(t)
  const before = (await get('/emails')).text
  workspace.events.emit({ type: 'lead_interest_changed', lead: carl, value: 1 })
  t.equal((await get('/emails')).text, before)
})

// A choice: after a merge the emails are of the lead that stays.
t.test('emails of one lead become those of another', async (t) => {
  const { get, keep, ben, other, carl, workspace } = await withEmails(t)
  const mine = await keep({ lead_id: ben })
  const foreign = await keep({ lead_id: other })
  const before = (await get(`/emails/${foreign}`)).text
  workspace.emails.reassign(ben, { id: carl, email: 'carl@example.org' })
  t.match((await get(`/emails/${mine}`)).body, { lead: 'carl@example.org', lead_id: carl })
  t.equal((await get('/emails?lead=carl@example.org')).body.items.length, 1)
  t.equal((await get(`/emails/${foreign}`)).text, before)
})

// A choice: the lead's owner.
t.test('the list is filtered by the user to whom the lead is assigned', async (t) => {
  const { admin, get, keep, ben, carl } = await withEmails(t)
  const mine = await keep({ lead_id: ben })
  await keep({ lead_id: carl })
  await admin('PATCH', `/entities/leads/${ben}`, { assigned_to: 'user-1' })
  const ids = async (query: string) =>
    (await get(`/emails?${query}`)).body.items.map(({ id }: { id: string }) => id)
  t.strictSame(await ids('assigned_to=user-1'), [mine])
  t.strictSame(await ids('assigned_to=user-1&latest_of_thread=true'), [mine])
  t.strictSame(await ids('assigned_to=user-2'), [])
})

t.test('the filter works for a user with hundreds of leads', async (t) => {
  const { get, keep, ben, carl, workspace } = await withEmails(t)
  const mine = await keep({ lead_id: ben })
  await keep({ lead_id: carl })
  const lead = workspace.leads.update(ben, () => ({ assigned_to: 'user-1' })).value
  for (let count = 1; count < 600; count += 1)
    workspace.leads.insert({ ...lead, id: workspace.leads.freshId() })
  const { items } = (await get('/emails?assigned_to=user-1')).body
  t.strictSame(
    items.map(({ id }: { id: string }) => id),
    [mine]
  )
})

// A choice: `ai_interest_value` goes to that email, too.
t.test('an interest set by the API is shown on emails, with its AI value', async (t) => {
  const { get, keep, post, ben } = await withEmails(t)
  const id = await keep({ lead_id: ben })
  const body = { lead_email: 'ben@example.org', interest_value: 1, campaign_id: small.summer }
  t.equal((await post('/leads/update-interest-status', body)).status, 202)
  const first = (await get(`/emails/${id}`)).body
  t.equal(first.i_status, 1)
  t.notOk('ai_interest_value' in first)
  await post('/leads/update-interest-status', { ...body, interest_value: 2, ai_interest_value: 0.9 })
  t.match((await get(`/emails/${id}`)).body, { i_status: 2, ai_interest_value: 0.9 })
})

// A choice.
t.test('a merge moves the emails', async (t) => {
  const { get, keep, post, ben, carl } = await withEmails(t)
  const id = await keep({ lead_id: ben })
  t.equal((await post('/leads/merge', { lead_id: ben, destination_lead_id: carl })).status, 200)
  t.match((await get(`/emails/${id}`)).body, { lead: 'carl@example.org', lead_id: carl })
})
