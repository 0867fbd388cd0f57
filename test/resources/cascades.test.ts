// What is deleted along with an entity, and what stays: the complete workspace, before and after.
import t, { type Test } from 'tap'
import { small } from '../start.ts'
import { startWithLog } from './log.ts'

type State = Record<string, Record<string, unknown>[]>
type Gone = Record<string, string[]>

const inSpring = 'in-spring@example.com'
const inList = 'in-list@example.com'

/** The small world, with a lead in a campaign's subsequence, one in a list, and what happened to the first. */
async function lived(t: Test) {
  const client = await startWithLog(t)
  const { call, get, patch, plant, post } = client
  const { body: lead } = await post('/leads', { campaign: small.summer, email: inSpring })
  await post('/leads', { list_id: small.visitors, email: inList })
  await post('/leads/subsequence/move', { id: lead.id, subsequence_id: small.interested })
  const received = { lead: inSpring, lead_id: lead.id, i_status: 60 }
  await call('PATCH', `/__admin/entities/emails/${small.received}`, { body: received })
  await patch(`/campaigns/${small.summer}`, { pl_value: 10 })
  await call('PATCH', `/__admin/entities/leads/${lead.id}`, { body: { lt_interest_status: 60 } })
  const own = { campaign: small.summer, lead: lead.id }
  plant('2026-01-10T10:00:00Z', 'email_sent', { ...own, step: 0, variant: 0 })
  plant('2026-01-10T11:00:00Z', 'reply_received', { ...own, step: 0, variant: 0 })
  plant('2026-01-10T12:00:00Z', 'lead_interest_changed', { ...own, value: 60 })
  const state = async (): Promise<State> => (await call('GET', '/__admin/state')).body
  const figures = async () =>
    Promise.all(
      ['/campaigns/analytics/daily', '/accounts/analytics/daily?start_date=2026-01-10'].map(
        async (path) => (await get(path)).text
      )
    )
  return { ...client, lead: lead.id as string, state, figures }
}

const keyOf = (entity: Record<string, unknown>) => String(entity.id ?? entity.email)

/** What is in the first state and not in the second, by resource. */
function gone(before: State, after: State): Gone {
  const lost = Object.entries(before).flatMap(([name, entities]) => {
    if (!Array.isArray(entities)) return []
    const left = new Set(after[name]?.map(keyOf))
    const keys = entities.map(keyOf).filter((key) => !left.has(key))
    return keys.length ? [[name, keys.toSorted()] as const] : []
  })
  return Object.fromEntries(lost)
}

/** The entities that are still there and have changed. */
const changed = (before: State, after: State): string[] =>
  Object.entries(before).flatMap(([name, entities]) => {
    if (!Array.isArray(entities)) return []
    const was = new Map(entities.map((entity) => [keyOf(entity), JSON.stringify(entity)]))
    return (after[name] ?? [])
      .filter((entity) => was.has(keyOf(entity)) && was.get(keyOf(entity)) !== JSON.stringify(entity))
      .map((entity) => `${name} ${keyOf(entity)}`)
  })

// A choice. Reported live: the daily figures of the workspace stay.
t.test(
  'deleting a campaign deletes its leads, subsequences and tags; emails, jobs, lists and figures stay',
  async (t) => {
    const { figures, lead, remove, state } = await lived(t)
    const [before, counted] = [await state(), await figures()]
    await remove(`/campaigns/${small.summer}`)
    const after = await state()
    t.strictSame(gone(before, after), {
      campaigns: [small.summer],
      custom_tag_mappings: ['019b7600-0000-7000-8000-000000000002'],
      leads: [small.carla, lead].toSorted(),
      subsequences: [small.interested]
    })
    t.strictSame(changed(before, after), [])
    t.strictSame(await figures(), counted)
  }
)

// Documented: the answer is the lead. Choices: its emails and counts stay.
t.test('a lead leaves its subsequence; its mail and all figures stay', async (t) => {
  const { figures, get, lead, post, remove, state } = await lived(t)
  const [before, counted] = [await state(), await figures()]
  t.equal((await post('/leads/list', { filter: 'FILTER_VAL_IN_SUBSEQUENCE' })).body.items.length, 1)
  await remove(`/leads/${lead}`)
  const after = await state()
  t.strictSame(gone(before, after), { leads: [lead] })
  // Inferred: it notes that a lead left.
  t.strictSame(changed(before, after), [`subsequences ${small.interested}`])
  t.strictSame(await figures(), counted)
  t.equal((await post('/leads/list', { filter: 'FILTER_VAL_IN_SUBSEQUENCE' })).body.items.length, 0)
  t.match((await get('/campaigns/analytics/overview')).body, {
    emails_sent_count: 1,
    reply_count: 1,
    total_opportunities: 1
  })
})

// A choice.
t.test('deleting a list deletes its leads; emails and jobs stay', async (t) => {
  const { remove, state } = await lived(t)
  const before = await state()
  const leads = before.leads?.filter(({ list_id }) => list_id).map(keyOf) ?? []
  t.equal(leads.length, 2)
  await remove(`/lead-lists/${small.visitors}`)
  const after = await state()
  t.strictSame(gone(before, after), { lead_lists: [small.visitors], leads: leads.toSorted() })
  t.strictSame(changed(before, after), [])
})

// A choice.
t.test('an account leaves campaigns and tags; mail and its past figures stay', async (t) => {
  const { figures, remove, state } = await lived(t)
  const [before, counted] = [await state(), await figures()]
  await remove('/accounts/anna@example.com')
  const after = await state()
  t.strictSame(gone(before, after), {
    accounts: ['anna@example.com'],
    custom_tag_mappings: ['019b7600-0000-7000-8000-000000000004']
  })
  t.strictSame(changed(before, after), [`campaigns ${small.spring}`, `campaigns ${small.summer}`])
  t.strictSame(await figures(), counted)
})

// A choice.
t.test('a subsequence lets its leads go; they, mail and figures stay', async (t) => {
  const { figures, lead, remove, state } = await lived(t)
  const [before, counted] = [await state(), await figures()]
  await remove(`/subsequences/${small.interested}`)
  const after = await state()
  t.strictSame(gone(before, after), { subsequences: [small.interested] })
  t.strictSame(changed(before, after), [`leads ${lead}`])
  t.strictSame(await figures(), counted)
})

// Documented for leads and mail; that the past stays is a choice.
t.test('deleting a label removes its number from leads and emails; past counts stay', async (t) => {
  const { figures, lead, remove, state } = await lived(t)
  const [before, counted] = [await state(), await figures()]
  await remove(`/lead-labels/${small.prices}`)
  const after = await state()
  t.strictSame(gone(before, after), { lead_labels: [small.prices] })
  t.strictSame(changed(before, after).toSorted(), [`emails ${small.received}`, `leads ${lead}`])
  t.strictSame(await figures(), counted)
})

// A choice: the counts of a lead are those of past events, not of stored emails.
t.test('an email that is deleted changes no count', async (t) => {
  const { call, figures, lead, remove, state } = await lived(t)
  await call('PATCH', `/__admin/entities/leads/${lead}`, { body: { email_reply_count: 1 } })
  const [before, counted] = [await state(), await figures()]
  await remove(`/emails/${small.received}`)
  const after = await state()
  t.strictSame(gone(before, after), { emails: [small.received] })
  t.strictSame(changed(before, after), [])
  t.strictSame(await figures(), counted)
})

// Inferred: a lead that is there already notices when its next step is due, not before.
t.test('blocking and unblocking an address leaves its leads as they are', async (t) => {
  const { post, remove, state } = await lived(t)
  const before = await state()
  const { id } = (await post('/block-lists-entries', { bl_value: inSpring })).body
  await remove(`/block-lists-entries/${id}`)
  t.strictSame(await state(), before)
})
