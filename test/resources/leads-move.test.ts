import t, { type Test } from 'tap'
import { control } from '../admin/control.ts'
import { small } from '../start.ts'

type Lead = Record<string, unknown> & { id: string; email: string }

const noon = '2026-01-15T12:00:00.000Z'
const user = 'abababab-abab-4bab-8bab-abababababab'
const spring = { campaign: small.spring }
const visitors = { list_id: small.visitors }
const address = (name: string | number) => `${name}@example.com`

/** A server whose clock stands at noon, with leads a to d in the spring campaign; what moves them, and where they are. */
async function withLeads(t: Test, target: object = spring) {
  const client = await control(t)
  const { admin, get, post } = client
  await admin('POST', '/clock/freeze', { at: noon })
  const leads: Record<string, Lead> = {}
  for (const name of ['a', 'b', 'c', 'd']) {
    leads[name] = (await post('/leads', { ...target, email: address(name), first_name: name })).body
  }
  const move = (body: object) => post('/leads/move', body)
  /** The job when it is done. */
  const moved = async (body: object) => {
    const { status, text, body: job } = await move(body)
    t.equal(status, 200, text)
    const done = (await get(`/background-jobs/${job.id}`)).body
    t.match(done, { status: 'success', progress: 100, type: 'move-leads' })
    return done
  }
  const lead = async (name: string): Promise<Lead> => (await get(`/leads/${leads[name]?.id}`)).body
  const within = async (place: object): Promise<string> =>
    (await post('/leads/list', { ...place, limit: 100 })).body.items
      .map(({ email }: Lead) => email.split('@')[0])
      .join('')
  return { ...client, leads, move, moved, lead, within }
}

// Recorded: the shape of the job, created and done.
t.test('a move returns a pending job, which is finished before the next answer', async (t) => {
  const { get, move } = await withLeads(t)
  const sent = { ...spring, to_campaign_id: small.agencies, lead_ids: ['x'] }
  const { text, body: job } = await move(sent)
  t.equal(
    text,
    JSON.stringify({
      id: job.id,
      workspace_id: small.organization,
      type: 'move-leads',
      progress: 0,
      status: 'pending',
      created_at: noon,
      updated_at: noon,
      user_id: null,
      entity_id: small.spring,
      entity_type: 'campaign',
      data: { filters: sent }
    }).replace(/"data".*/, text.slice(text.indexOf('"data"')))
  )
  t.same(job.data, { filters: sent })
  t.match(job.id, /^[0-9a-f]{24}$/)
  const { data, status, progress } = (await get(`/background-jobs/${job.id}`)).body
  t.same([status, progress], ['success', 100])
  t.same(data, {
    moved_lead_emails: ['a', 'b', 'c', 'd'].map(address),
    filters: sent,
    total_leads: 4,
    moved_leads: 4,
    duplicated_leads: 0,
    leads_missing_email: 0,
    leads_in_other_campaigns: 0,
    ignored_leads_from_blocklist: 0
  })
})

// Recorded: id and creation stay, the list vanishes, the status is 1, one time for all of a batch.
t.test('a lead that enters a campaign leaves its list and is active', async (t) => {
  const { admin, lead, leads, moved } = await withLeads(t, visitors)
  const history = {
    status: 3,
    email_open_count: 2,
    lt_interest_status: 1,
    timestamp_last_interest_change: noon
  }
  await admin('PATCH', `/entities/leads/${leads.a?.id}`, history)
  await admin('POST', '/clock/advance', { by: '1h' })
  await moved({ ...visitors, contacts: [address('a'), address('b')], to_campaign_id: small.agencies })
  const { list_id: _, ...rest }: Record<string, unknown> = { ...leads.a }
  const now = '2026-01-15T13:00:00.000Z'
  t.same(await lead('a'), {
    ...rest,
    ...history,
    campaign: small.agencies,
    status: 1,
    timestamp_updated: now,
    esp_code: 999
  })
  t.equal((await lead('b')).timestamp_updated, now)
  t.match(await lead('c'), { list_id: small.visitors, timestamp_updated: '2026-01-15T12:00:10.000Z' })
})

// Recorded: status 0 of leads that SuperSearch put into a list becomes 1.
t.test(
  'a lead of the lead finder becomes active in a campaign, and so do its variables known there',
  async (t) => {
    const { get, moved } = await withLeads(t)
    await moved({ ...visitors, contacts: ['dario@example.net'], to_campaign_id: small.agencies })
    t.match((await get(`/leads/${small.dario}`)).body, { status: 1, campaign: small.agencies })
    t.match((await get(`/campaigns/${small.agencies}`)).body, { core_variables: { firstName: true } })
  }
)

// Choices: what a lead that leaves a campaign loses, and what it keeps.
t.test('a lead that leaves a campaign leaves its subsequence and keeps its payload', async (t) => {
  const { admin, get, moved } = await withLeads(t)
  await admin('PATCH', `/entities/leads/${small.carla}`, { subsequence_id: small.interested, status: 3 })
  const before = (await get(`/leads/${small.carla}`)).body
  await moved({ campaign: small.summer, to_list_id: small.visitors })
  const { campaign: _, subsequence_id: __, ...rest } = before
  t.same((await get(`/leads/${small.carla}`)).body, {
    ...rest,
    list_id: small.visitors,
    timestamp_updated: noon
  })
})

// Reported live; documented.
t.test('duplicates stay behind if requested', async (t) => {
  const { moved, post, within } = await withLeads(t)
  await post('/leads', { campaign: small.agencies, email: address('a') })
  await post('/leads', { campaign: small.bounced, email: address('b') })
  const target = { ...spring, to_campaign_id: small.agencies }
  const { data } = await moved({ ...target, check_duplicates: true, check_duplicates_in_campaigns: true })
  t.match(data, { total_leads: 4, moved_leads: 2, duplicated_leads: 1, leads_in_other_campaigns: 1 })
  t.equal(await within(spring), 'ab')
  // A choice: unset, they move too.
  t.match((await moved(target)).data, { moved_leads: 2, duplicated_leads: 0 })
  t.equal(await within({ campaign: small.agencies }), 'abcda')
})

// Documented by name. A choice: a list is a target like any other.
t.test('duplicates are looked for in a list, too, but not in campaigns other than the source', async (t) => {
  const { moved, post } = await withLeads(t)
  await post('/leads', { ...visitors, email: address('a') })
  const options = { check_duplicates: true, check_duplicates_in_campaigns: true }
  const { data } = await moved({ ...spring, to_list_id: small.visitors, ...options })
  t.match(data, { moved_leads: 3, duplicated_leads: 1, leads_in_other_campaigns: 0 })
})

// Documented: those in another campaign; the target is none, and a list has all of them.
t.test('who is in the target already is in no other campaign', async (t) => {
  const { moved, post, within } = await withLeads(t)
  await post('/leads', { campaign: small.agencies, email: address('a') })
  const options = { ...spring, check_duplicates_in_campaigns: true }
  const { data } = await moved({ ...options, to_campaign_id: small.agencies })
  t.match(data, { moved_leads: 4, leads_in_other_campaigns: 0, duplicated_leads: 0 })
  t.equal(await within({ campaign: small.agencies }), 'abcda')
  await post('/leads', { campaign: small.bounced, email: address('b') })
  const toList = { campaign: small.agencies, to_list_id: small.visitors, check_duplicates_in_campaigns: true }
  t.match((await moved({ ...toList, contacts: ['b', 'c'].map(address) })).data, {
    moved_leads: 1,
    leads_in_other_campaigns: 1
  })
})

// A choice for the block list. Recorded: nobody without an email is counted from list to list.
t.test('a campaign accepts no leads that are blocked or have no email', async (t) => {
  const { moved, post } = await withLeads(t, visitors)
  await post('/leads', { ...visitors, first_name: 'Nobody' })
  await post('/block-lists-entries', { bl_value: address('a') })
  const { body: other } = await post('/lead-lists', { name: 'Other' })
  t.match((await moved({ ...visitors, to_campaign_id: small.agencies })).data, {
    total_leads: 6,
    moved_leads: 4,
    leads_missing_email: 1,
    ignored_leads_from_blocklist: 1
  })
  const { data } = await moved({ ...visitors, to_list_id: other.id, check_duplicates: true })
  t.match(data, {
    total_leads: 2,
    moved_leads: 2,
    ignored_leads_from_blocklist: 0,
    moved_lead_emails: [address('a')]
  })
  t.equal(data.leads_missing_email, null)
})

// Choices.
t.test('copies have new ids and zero counts; the originals stay as they are', async (t) => {
  const { admin, get, leads, lead, moved, post, within } = await withLeads(t)
  await admin('PATCH', `/entities/leads/${leads.a?.id}`, {
    email_open_count: 2,
    timestamp_last_open: noon,
    timestamp_last_contact: noon,
    timestamp_last_touch: noon,
    last_contacted_from: 'anna@example.com',
    status_summary_subseq: { stepID: '0_0_0' },
    email_opened_step: 1,
    lt_interest_status: 1,
    status: 3,
    status_summary: { lastStep: { stepID: '0_0_0' } }
  })
  const before = await lead('a')
  await moved({ contacts: [address('a')], to_campaign_id: small.agencies, copy_leads: true })
  t.same(await lead('a'), before)
  const [copy] = (await post('/leads/list', { campaign: small.agencies })).body.items
  t.not(copy.id, before.id)
  const forgotten = [
    ...['timestamp_last_open', 'timestamp_last_contact', 'timestamp_last_touch'],
    ...['last_contacted_from', 'email_opened_step', 'status_summary_subseq']
  ]
  const kept = Object.fromEntries(Object.entries(before).filter(([name]) => !forgotten.includes(name)))
  t.same(copy, {
    ...kept,
    id: copy.id,
    campaign: small.agencies,
    status: 1,
    email_open_count: 0,
    status_summary: {}
  })
  t.equal(await within(spring), 'abcd')
  t.equal((await get('/background-jobs?limit=1')).body.items[0].data.moved_leads, 1)
})

// Documented by name. Choices: 11 and 12 are in verification, an absent reset_interest_status is false.
t.test('the other options narrow the selection and change the moved leads', async (t) => {
  const { admin, leads, lead, moved, within } = await withLeads(t)
  const is = (name: string, changes: object) => admin('PATCH', `/entities/leads/${leads[name]?.id}`, changes)
  await is('a', { verification_status: 11 })
  await is('b', { verification_status: 12 })
  await is('c', {
    verification_status: 1,
    esp_code: 2,
    lt_interest_status: 1,
    timestamp_last_interest_change: noon
  })
  const move = (options: object) => moved({ ...spring, to_campaign_id: small.agencies, ...options })
  t.match((await move({ skip_leads_in_verification: true, esp_code: 3 })).data, {
    total_leads: 0,
    moved_lead_emails: []
  })
  await move({ esp_code: 2, reset_interest_status: true, assigned_to: user })
  const c = await lead('c')
  t.match(c, { campaign: small.agencies, assigned_to: user })
  t.notMatch(c, { lt_interest_status: Number })
  t.notMatch(c, { timestamp_last_interest_change: String })
  await move({ skip_leads_in_verification: true })
  t.equal(await within(spring), 'ab')
  t.match((await move({ limit: 0 })).data, { total_leads: 0 })
  t.match((await move({ limit: 1e300, ids: [leads.b?.id] })).data, { total_leads: 1 })
  t.equal(await within(spring), 'a')
  t.match((await move({ limit: 1.5 })).data, { total_leads: 1 })
})

// Documented: from campaign to campaign opportunities go along, unless the interest is reset; copies have none of their own.
t.test('opportunities move with the lead if the interest is kept', async (t) => {
  for (const [options, kept, carried] of [
    [{ to_campaign_id: small.agencies }, 0, 1],
    [{ to_campaign_id: small.agencies, reset_interest_status: false }, 0, 1],
    [{ to_campaign_id: small.agencies, reset_interest_status: true }, 1, 0],
    [{ to_campaign_id: small.agencies, copy_leads: true }, 1, 0],
    [{ to_list_id: small.visitors }, 1, 0]
  ] as const) {
    const { get, moved, post } = await withLeads(t)
    await post('/leads/update-interest-status', { lead_email: address('a'), interest_value: 1 })
    await moved({ ...spring, contacts: [address('a')], ...options })
    const opportunities = async (id: string) =>
      (await get(`/campaigns/analytics/overview?id=${id}`)).body.total_opportunities
    const found = [await opportunities(small.spring), await opportunities(small.agencies)]
    t.strictSame(found, [kept, carried], JSON.stringify(options))
    // A choice: no step of the new campaign brought it about.
    const steps = `/campaigns/analytics/steps?campaign_id=${small.agencies}&include_opportunities_count=true`
    const wanted = carried ? [{ step: null, variant: null, sent: 0, opportunities: 1 }] : []
    t.match((await get(steps)).body, wanted)
  }
})

// Documented for each by name: a move selects as a list does.
t.test('a move takes whom a list with the same selection shows', async (t) => {
  const { admin, leads, moved, post } = await withLeads(t)
  const is = (name: string, changes: object) => admin('PATCH', `/entities/leads/${leads[name]?.id}`, changes)
  await is('a', { lt_interest_status: 1, esg_code: 2 })
  await is('b', { email_open_count: 1, timestamp_last_open: noon })
  const ids = (...names: string[]) => names.map((name) => leads[name]?.id)
  const selections: [object, string][] = [
    [{ search: 'B@' }, 'b'],
    [{ filter: 'FILTER_LEAD_INTERESTED' }, 'a'],
    // Reported live: an unknown filter selects all.
    [{ filter: 'Interested' }, 'abcd'],
    [{ in_campaign: true }, 'abcd'],
    [{ in_list: true }, ''],
    [{ ids: ids('c', 'd') }, 'cd'],
    [{ ids: [] }, ''],
    [{ excluded_ids: ids('c') }, 'abd'],
    [{ contacts: [address('d')] }, 'd'],
    [{ queries: [{ actionType: 'email-open', values: {} }] }, 'b'],
    [{ esg_code: '2' }, 'a'],
    [{ limit: 2, search: '@' }, 'ab'],
    // A choice: without effect.
    [{ ignore_resource_filter_clauses: true, search: 'c@' }, 'c']
  ]
  for (const [selection, names] of selections) {
    const { data } = await moved({ ...spring, ...selection, to_list_id: small.visitors })
    t.strictSame(data.moved_lead_emails, [...names].map(address), JSON.stringify(selection))
    t.equal(data.total_leads, names.length)
    await post('/leads/move', {
      ...visitors,
      contacts: ['a', 'b', 'c', 'd'].map(address),
      to_campaign_id: small.spring
    })
  }
})

// A choice: as a filter, a source that is not there selects nothing. Recorded: then the job ends with zeros.
t.test('an empty source moves nothing', async (t) => {
  const { moved } = await withLeads(t)
  for (const source of [{ campaign: small.unknown }, { list_id: small.unknown }]) {
    const { data } = await moved({ ...source, to_campaign_id: small.agencies })
    t.strictSame(data, {
      moved_lead_emails: [],
      filters: { ...source, to_campaign_id: small.agencies },
      total_leads: 0,
      moved_leads: 0,
      duplicated_leads: 0,
      leads_missing_email: 0,
      leads_in_other_campaigns: 0,
      ignored_leads_from_blocklist: 0
    })
  }
})

// Reported live for the first; the others are a choice.
const refusals: [string, object, number, string][] = [
  [
    'ids without a source',
    { ids: [small.carla], to_list_id: small.visitors },
    400,
    'A source campaign or list is required for bulk move operations'
  ],
  ['no target', spring, 400, 'A destination campaign or list is required'],
  [
    'two targets',
    { ...spring, to_campaign_id: small.summer, to_list_id: small.visitors },
    400,
    'A destination campaign or list is required'
  ],
  ['an unknown campaign', { ...spring, to_campaign_id: small.unknown }, 404, 'Campaign not found'],
  ['an unknown list', { ...spring, to_list_id: small.unknown }, 404, 'List not found']
]
for (const [what, body, status, message] of refusals) {
  t.test(`${what}: refused, and no job starts`, async (t) => {
    const { admin, move } = await withLeads(t)
    const before = (await admin('GET', '/state')).text
    t.match(await move(body), { status, body: { message } })
    t.equal((await admin('GET', '/state')).text, before)
  })
}

// Recorded: the job's entity is the source. A choice: without one, the target.
t.test('the job names its source and target', async (t) => {
  const { moved } = await withLeads(t)
  const nobody = { contacts: [address('nobody')] }
  t.match(await moved({ ...visitors, ...nobody, to_campaign_id: small.agencies }), {
    entity_type: 'list',
    entity_id: small.visitors
  })
  t.match(await moved({ ...nobody, to_campaign_id: small.agencies }), {
    entity_type: 'campaign',
    entity_id: small.agencies
  })
  t.match(await moved({ ...nobody, to_list_id: small.visitors }), {
    entity_type: 'list',
    entity_id: small.visitors
  })
})

const locked = {
  statusCode: 409,
  error: 'Conflict',
  message:
    'There is a move-leads job in progress. You cannot add or remove leads from this campaign until the process is complete.'
}

// Reported live: the text and the locked calls, for source and target.
t.test('while leads move, none comes in or leaves, at the source and at the target', async (t) => {
  const { admin, call, get, leads, move, post, remove, within } = await withLeads(t)
  await admin('PATCH', '/due', { hold: true, task: 'move_leads' })
  const { body: job } = await move({ ...spring, to_campaign_id: small.agencies })
  const free = (await post('/leads', { email: address('free') })).body
  for (const campaign of [small.spring, small.agencies]) {
    const answers = [
      await post('/leads', { campaign, email: address('new') }),
      await post('/leads/add', { campaign_id: campaign, leads: [{ email: address('new') }] }),
      await call('DELETE', '/api/v2/leads', { body: { campaign_id: campaign } }),
      await move({ campaign, to_campaign_id: small.bounced }),
      await move({ campaign: small.bounced, to_campaign_id: campaign }),
      await remove(`/campaigns/${campaign}`)
    ]
    for (const { status, body } of answers) {
      t.equal(status, 409)
      t.same(body, locked)
    }
  }
  t.equal((await remove(`/leads/${leads.a?.id}`)).status, 409)
  t.equal((await remove(`/leads/${free.id}`)).status, 200)
  t.equal((await post('/leads', { campaign: small.bounced, email: address('new') })).status, 200)
  t.equal(await within(spring), 'abcd')
  t.match((await get(`/background-jobs/${job.id}`)).body, { status: 'pending', progress: 0 })
  await admin('PATCH', '/due', { hold: false, task: 'move_leads' })
  t.equal(await within({ campaign: small.agencies }), 'abcd')
  t.match((await get(`/background-jobs/${job.id}`)).body, { status: 'success' })
  t.equal((await remove(`/campaigns/${small.spring}`)).status, 200)
})

// A choice: what was reported of campaigns holds for lists as well, with the same text.
t.test('while leads move, none comes into or leaves the list', async (t) => {
  const { admin, call, move, post, within } = await withLeads(t, visitors)
  const { body: other } = await post('/lead-lists', { name: 'Other' })
  await admin('PATCH', '/due', { hold: true, task: 'move_leads' })
  await move({ ...visitors, to_list_id: other.id })
  for (const list_id of [small.visitors, other.id]) {
    for (const answer of [
      await post('/leads', { list_id, email: address('new') }),
      await post('/leads/add', { list_id, leads: [{ email: address('new') }] }),
      await call('DELETE', '/api/v2/leads', { body: { list_id } }),
      await move({ list_id, to_campaign_id: small.bounced })
    ]) {
      t.equal(answer.status, 409)
      t.same(answer.body, locked)
    }
  }
  await admin('PATCH', '/due', { hold: false, task: 'move_leads' })
  t.equal(await within({ list_id: other.id }), 'darioabcd')
})

// A choice: leads or targets deleted meanwhile by the control plane are left out.
t.test('a lead deleted meanwhile does not move, and nothing moves to a deleted target', async (t) => {
  const { admin, get, leads, move, within } = await withLeads(t)
  const held = async (body: object, meanwhile: () => Promise<unknown>) => {
    await admin('PATCH', '/due', { hold: true, task: 'move_leads' })
    const { body: job } = await move(body)
    await meanwhile()
    await admin('PATCH', '/due', { hold: false, task: 'move_leads' })
    return (await get(`/background-jobs/${job.id}`)).body
  }
  const without = (name: string, id: string | undefined) => () => admin('DELETE', `/entities/${name}/${id}`)
  const to = { ...spring, to_campaign_id: small.agencies }
  t.match(await held(to, without('campaigns', small.agencies)), {
    status: 'success',
    data: { moved_leads: 0 }
  })
  t.equal(await within(spring), 'abcd')
  const list = { ...spring, to_list_id: small.visitors }
  t.match(await held(list, without('leads', leads.b?.id)), { data: { total_leads: 4, moved_leads: 3 } })
})

t.test('many leads move in slices, each once; a copy of the world continues on its own', async (t) => {
  const { admin, call, get, move, post, within } = await withLeads(t)
  const leads = Array.from({ length: 246 }, (_, number) => ({ email: address(number) }))
  await post('/leads/add', { campaign_id: small.spring, leads })
  await admin('PATCH', '/due', { hold: true, task: 'move_leads' })
  const { body: job } = await move({ ...spring, to_campaign_id: small.agencies, copy_leads: true })
  await admin('POST', '/due/run', { task: 'move_leads' })
  t.match((await get(`/background-jobs/${job.id}`)).body, { status: 'in-progress', progress: 40 })
  t.equal((await post('/leads', { ...spring, email: address('new') })).status, 409)
  await admin('POST', '/fork', { names: ['other'] })
  await admin('PATCH', '/due', { hold: false, task: 'move_leads' })
  const done = { status: 'success', progress: 100, data: { total_leads: 250, moved_leads: 250 } }
  t.match((await get(`/background-jobs/${job.id}`)).body, done)
  t.equal((await within({ campaign: small.agencies })).length > 0, true)
  const count = async (key: string) =>
    (await call('GET', `/__admin/workspaces/${key}/state`)).body.leads.filter(
      ({ campaign }: Lead) => campaign === small.agencies
    ).length
  t.equal(await count('default'), 250)
  t.equal(await count('other'), 100)
})
