import t, { type Test } from 'tap'
import type { LeadQuery } from '../../src/resources/leads/selection.ts'
import { readFixture } from '../../src/workspace/fixture.ts'
import { imageOf } from '../../src/workspace/seed.ts'
import { openWorkspace } from '../../src/workspace/workspace.ts'
import { control } from '../admin/control.ts'
import { small } from '../start.ts'

type Lead = Record<string, unknown>

const noon = '2026-01-15T12:00:00.000Z'
const user = 'abababab-abab-4bab-8bab-abababababab'

/** A server with only these leads, named by `first_name` from a on, by ids that rise; and what lists of them hold. */
async function withLeads(t: Test, leads: Lead[]) {
  const client = await control(t)
  const { admin, post } = client
  await admin('POST', '/clock/freeze', { at: noon })
  for (const id of [small.carla, small.dario, small.emil]) await admin('DELETE', `/entities/leads/${id}`)
  for (const [index, lead] of leads.entries()) {
    const name = String.fromCharCode(97 + index)
    const { status, text } = await admin('PUT', '/entities/leads', {
      id: `019b9288-d680-7000-8000-0000000000${10 + index}`,
      first_name: name,
      email: `${name}@example.com`,
      status: 1,
      email_open_count: 0,
      email_reply_count: 0,
      email_click_count: 0,
      company_domain: 'example.com',
      status_summary: {},
      ...lead
    })
    t.equal(status, 200, text)
  }
  const list = async (query: object): Promise<string> => {
    const { status, text, body } = await post('/leads/list', query)
    t.equal(status, 200, text)
    return body.items.map(({ first_name }: Lead) => first_name).join('')
  }
  return { ...client, list }
}

const sent = { status_summary: { lastStep: { from: 'anna@example.com', stepID: '0_0_0' } } }

/** [the four leads, the filter, the leads that match] */
const filters: [Lead[], string, string][] = [
  // Reported live: at least one email of a campaign was sent.
  [
    [{}, sent, { status_summary_subseq: { stepID: '0_0_0' } }, { timestamp_last_contact: noon }],
    'VAL_CONTACTED',
    'bc'
  ],
  [[{}, sent, {}, {}], 'VAL_NOT_CONTACTED', 'acd'],
  // By the documented enum of statuses.
  [[{ status: 1 }, { status: 2 }, { status: 3 }, { status: 0 }], 'VAL_ACTIVE', 'a'],
  [[{ status: 1 }, { status: 3 }, { status: 3 }, { status: -3 }], 'VAL_COMPLETED', 'bc'],
  [[{ status: -1 }, { status: 1 }, { status: -2 }, { status: -1 }], 'VAL_BOUNCED', 'ad'],
  [[{ status: -2 }, { status: 2 }, { status: -1 }, { status: -3 }], 'VAL_UNSUBSCRIBED', 'a'],
  [[{ status: -2 }, { status: 3 }, { status: -1 }, { status: -3 }], 'VAL_SKIPPED', 'd'],
  // By the documented enum of verification statuses; the last two are in newer documents.
  [
    [{ verification_status: 1 }, {}, { verification_status: -1 }, { verification_status: 11 }],
    'VAL_VALID',
    'a'
  ],
  [
    [{ verification_status: 1 }, {}, { verification_status: -1 }, { verification_status: -2 }],
    'VAL_INVALID',
    'c'
  ],
  [
    [{ verification_status: -2 }, {}, { verification_status: -1 }, { verification_status: 12 }],
    'VAL_RISKY',
    'a'
  ],
  [
    [{ verification_status: -3 }, {}, { verification_status: -4 }, { verification_status: 12 }],
    'VAL_CATCH_ALL',
    'a'
  ],
  [[{ verification_status: 12 }, {}, { verification_status: -4 }, {}], 'VAL_NOT_VERIFIED', 'bd'],
  // Reported live.
  [[{}, { subsequence_id: small.interested }, {}, {}], 'VAL_IN_SUBSEQUENCE', 'b'],
  // Choices, by their names.
  [[{ email_reply_count: 2 }, {}, { email_open_count: 1 }, {}], 'VAL_REPLIED', 'a'],
  [[{ email_click_count: 2 }, {}, { email_open_count: 1 }, {}], 'VAL_LINK_CLICKED', 'a'],
  [[{ email_open_count: 2 }, {}, { email_click_count: 1 }, {}], 'VAL_NO_OPENS', 'bcd'],
  [
    [{ email_open_count: 2 }, { email_reply_count: 1 }, { email_open_count: 1, email_reply_count: 1 }, {}],
    'VAL_OPENED_NO_REPLY',
    'a'
  ],
  [
    [{ status: 3 }, { status: 3, email_reply_count: 1 }, {}, { status: 3, email_open_count: 1 }],
    'VAL_COMPLETED_NO_REPLY',
    'ad'
  ]
]
for (const [leads, name, wanted] of filters) {
  t.test(`FILTER_${name} selects the leads of its name`, async (t) => {
    const { list } = await withLeads(t, leads)
    t.equal(await list({ filter: `FILTER_${name}` }), wanted)
  })
}

// By the documented enum of interest statuses.
t.test('filters of interest select their number', async (t) => {
  const numbers = [1, 2, 3, 4, 0, -1, -2, -3, -4]
  const names = [
    'INTERESTED',
    'MEETING_BOOKED',
    'MEETING_COMPLETED',
    'CLOSED',
    'OUT_OF_OFFICE',
    'NOT_INTERESTED',
    'WRONG_PERSON',
    'LOST',
    'NO_SHOW'
  ]
  const { list } = await withLeads(t, [...numbers.map((lt_interest_status) => ({ lt_interest_status })), {}])
  for (const [index, name] of names.entries()) {
    t.equal(await list({ filter: `FILTER_LEAD_${name}` }), 'abcdefghi'[index], name)
    // A choice: what the document's text names, and its schema does not.
    t.equal(await list({ interest_status: numbers[index] }), 'abcdefghi'[index], name)
  }
  t.equal(await list({ interest_status: '-1' }), 'f')
  t.equal(await list({ interest_status: 'x' }), '')
  t.equal(await list({ interest_status: '' }), 'abcdefghij')
})

// Documented: the numbers of labels.
t.test('filters of labels select leads with a label of that kind', async (t) => {
  const { list, post } = await withLeads(t, [
    { lt_interest_status: 60 },
    { lt_interest_status: -60 },
    { lt_interest_status: 1 },
    {}
  ])
  await post('/lead-labels', { label: 'No budget', interest_status_label: 'negative' })
  t.equal(await list({ filter: 'FILTER_LEAD_CUSTOM_LABEL_POSITIVE' }), 'a')
  t.equal(await list({ filter: 'FILTER_LEAD_CUSTOM_LABEL_NEGATIVE' }), 'b')
})

// Reported live: an unknown filter is ignored, and so are these keys.
t.test('an unknown filter matches all leads', async (t) => {
  const { list } = await withLeads(t, [{ campaign: small.spring }, { lt_interest_status: 1 }])
  const ignored = [
    { filter: 'FILTER_VAL_NONSENSE' },
    { filter: '' },
    { campaign_id: small.spring },
    { lt_interest_status: 1 },
    { skip: 1 },
    { search: ' ' }
  ]
  for (const query of ignored) t.equal(await list(query), 'ab', JSON.stringify(query))
})

/** [the four leads, the query, the leads that match] */
const selections: [string, Lead[], object, string][] = [
  [
    'campaign',
    [{ campaign: small.spring }, { campaign: small.summer }, {}, {}],
    { campaign: small.spring },
    'a'
  ],
  [
    'campaign, its subsequences included',
    [{ campaign: small.summer, subsequence_id: small.interested }, { campaign: small.summer }, {}, {}],
    { campaign: small.summer },
    'ab'
  ],
  ['an unknown campaign', [{ campaign: small.spring }, {}], { campaign: small.unknown }, ''],
  ['list', [{ list_id: small.visitors }, {}, {}, {}], { list_id: small.visitors }, 'a'],
  ['an unknown list', [{ list_id: small.visitors }, {}], { list_id: small.unknown }, ''],
  ['an unknown user', [{ assigned_to: user }, {}], { organization_user_ids: [small.unknown] }, ''],
  ['in_campaign', [{ campaign: small.spring }, { list_id: small.visitors }, {}], { in_campaign: true }, 'a'],
  [
    'not in_campaign',
    [{ campaign: small.spring }, { list_id: small.visitors }, {}],
    { in_campaign: false },
    'bc'
  ],
  ['in_list', [{ campaign: small.spring }, { list_id: small.visitors }, {}], { in_list: true }, 'b'],
  ['not in_list', [{ campaign: small.spring }, { list_id: small.visitors }, {}], { in_list: false }, 'ac'],
  ['contacts', [{}, {}, {}, {}], { contacts: ['C@Example.com', 'a@example.com', 'z@example.com'] }, 'ac'],
  // Reported live: empty lists select nothing.
  ['no contacts', [{}, {}], { contacts: [] }, ''],
  ['no ids', [{}, {}], { ids: [] }, ''],
  ['no queries', [{}, {}], { queries: [] }, ''],
  ['excluded_ids', [{}, {}, {}], { excluded_ids: ['019b9288-d680-7000-8000-000000000011'] }, 'ac'],
  ['ids', [{}, {}, {}], { ids: ['019b9288-d680-7000-8000-000000000012', 'x'] }, 'c'],
  [
    'organization_user_ids',
    [{ assigned_to: user }, {}, { assigned_to: 'x' }],
    { organization_user_ids: [user] },
    'a'
  ],
  ['smart_view_id', [{}, {}], { smart_view_id: user }, ''],
  [
    'visitors',
    [{ is_website_visitor: true }, { is_website_visitor: false }, {}],
    { is_website_visitor: true },
    'a'
  ],
  [
    'no visitors',
    [{ is_website_visitor: true }, { is_website_visitor: false }, {}],
    { is_website_visitor: false },
    'bc'
  ],
  [
    'enrichment_status',
    [{ enrichment_status: 1 }, { enrichment_status: -1 }, {}],
    { enrichment_status: 1 },
    'a'
  ],
  ['esg_code', [{ esg_code: 1 }, { esg_code: 0 }, {}], { esg_code: '0' }, 'b'],
  ['esg_code all', [{ esg_code: 1 }, { esg_code: 0 }, {}], { esg_code: 'all' }, 'ab'],
  ['esg_code none', [{ esg_code: 1 }, { esg_code: 0 }, {}], { esg_code: 'none' }, 'c'],
  [
    'all of it',
    [{ campaign: small.spring, status: 3 }, { campaign: small.spring }, { status: 3 }],
    { campaign: small.spring, filter: 'FILTER_VAL_COMPLETED' },
    'a'
  ]
]
for (const [what, leads, query, wanted] of selections) {
  t.test(`${what}: the selected leads (documented, or a choice)`, async (t) => {
    const { list } = await withLeads(t, leads)
    t.equal(await list(query), wanted)
  })
}

// Documented: first name, last name, both joined by a space, email. A choice: any part, in any case.
t.test('search looks into names and the email', async (t) => {
  const { list } = await withLeads(t, [
    { last_name: 'Ångström', email: 'x@tea.test' },
    { last_name: 'Bear', email: 'bear@tea.test', company_name: 'Cedar' },
    { campaign: small.spring, email: null }
  ])
  const found: [string, string][] = [
    ['ångs', 'a'],
    ['ÅNGSTRÖM', 'a'],
    [' b bear ', 'b'],
    ['bear@', 'b'],
    ['TEA.test', 'ab'],
    ['cedar', ''],
    ['ström x@', ''],
    ['%', '']
  ]
  for (const [search, wanted] of found) t.equal(await list({ search }), wanted, search)
  t.equal(await list({ search: 'c', campaign: small.spring }), 'c')
  t.equal(await list({ search: 'a', limit: 1, starting_after: '019b9288-d680-7000-8000-000000000010' }), 'b')
})

// Reproduced on a stock Fastify.
t.test('a contact must be an email, a limit from 1 to 100', async (t) => {
  const { post } = await control(t)
  t.match(await post('/leads/list', { contacts: ['x'] }), {
    status: 400,
    body: { message: 'body/contacts/0 must match format "email"' }
  })
  t.match(await post('/leads/list', { limit: 101 }), {
    status: 400,
    body: { message: 'body/limit must be <= 100' }
  })
  t.match(await post('/leads/list', { limit: 0 }), {
    status: 400,
    body: { message: 'body/limit must be >= 1' }
  })
})

// Recorded: by id, ascending; the page after the last is empty.
t.test('leads come by id, page by page', async (t) => {
  const { post } = await withLeads(t, [])
  const leads = Array.from({ length: 25 }, (_, number) => ({ email: `${number}@example.com` }))
  await post('/leads/add', { campaign_id: small.spring, leads })
  const seen: string[] = []
  for (let starting_after: string | undefined; ; ) {
    const { body, text } = await post('/leads/list', { starting_after })
    if (!body.items.length) {
      t.equal(text, '{"items":[]}')
      break
    }
    t.ok(body.items.length <= 10)
    seen.push(...body.items.map(({ email }: Lead) => email))
    starting_after = body.next_starting_after
    t.equal(starting_after, body.items.at(-1).id)
  }
  t.strictSame(
    seen,
    leads.map(({ email }) => email)
  )
})

// Documented: by email, which is the cursor. A choice: the lead with the lowest id that passes the filters.
t.test('distinct contacts are a lead for each email', async (t) => {
  const { list, post } = await withLeads(t, [
    { email: 'z@example.com' },
    { email: 'a@example.com' },
    { email: 'z@example.com', campaign: small.spring },
    { email: null },
    { email: 'a@example.com', campaign: small.spring },
    { email: 'm@example.com' }
  ])
  t.equal(await list({ distinct_contacts: true }), 'bfa')
  t.equal(await list({ distinct_contacts: true, campaign: small.spring }), 'ec')
  t.equal(await list({ distinct_contacts: true, search: 'z@' }), 'a')
  t.equal(await list({ distinct_contacts: false, limit: 2 }), 'ab')
  const { body } = await post('/leads/list', { distinct_contacts: true, limit: 1 })
  t.equal(body.next_starting_after, 'a@example.com')
  t.equal(await list({ distinct_contacts: true, starting_after: 'a@example.com' }), 'fa')
})

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T12:00:00.000Z`
const times = (count: number) => ({
  email_reply_count: count,
  email_open_count: count,
  email_click_count: count,
  ...(count > 0 && sent)
})

t.test('the days of a query begin with their first millisecond', async (t) => {
  const { list } = await withLeads(t, [
    { ...times(1), timestamp_last_reply: '2026-01-08T12:00:00.000Z' },
    { ...times(1), timestamp_last_reply: '2026-01-08T11:59:59.999Z' }
  ])
  t.equal(await list({ queries: [{ actionType: 'reply', values: { 'occurrence-days': 7 } }] }), 'a')
})

/** Each kind of occurrence, and the time of its last; today is the 15th. */
const occurrences = [
  ['reply', 'timestamp_last_reply'],
  ['email-open', 'timestamp_last_open'],
  ['link-click', 'timestamp_last_click'],
  ['last-contacted', 'timestamp_last_contact']
] as const
for (const [actionType, latest] of occurrences) {
  // Its shape is documented, its meaning a choice.
  t.test(`a query for ${actionType} looks at how often and when`, async (t) => {
    const { list } = await withLeads(t, [
      times(0),
      { ...times(1), [latest]: day(14) },
      { ...times(3), [latest]: day(8) }
    ])
    const asked = (values: object) => list({ queries: [{ actionType, values }] })
    const counts = actionType === 'last-contacted' ? 'bc' : 'c'
    t.equal(await asked({}), 'bc')
    t.equal(await asked({ 'occurrence-days': 7 }), 'bc')
    t.equal(await asked({ 'occurrence-days': 6 }), 'b')
    t.equal(await asked({ 'occurrence-days': -1e300 }), '')
    t.equal(await asked({ 'occurrence-days': 1e300 }), 'bc')
    const often = (condition: string, count?: number) => asked({ 'occurrence-count': { condition, count } })
    t.equal(await often('more'), 'bc')
    t.equal(await often('less'), 'a')
    t.equal(await often('equal', 0), 'a')
    t.equal(await often('more', -1), 'abc')
    t.equal(await often('less', 0), '')
    t.equal(await often('less', 9), 'abc')
    if (actionType === 'last-contacted') return t.equal(await often('equal', 1), counts)
    t.equal(await often('more', 1), 'c')
    t.equal(await often('less', 3), 'ab')
    t.equal(await often('equal', 3), 'c')
    t.equal(await often('equal'), 'b')
    t.equal(await asked({ 'occurrence-days': 6, 'occurrence-count': { condition: 'less', count: 1 } }), 'ac')
  })
}

// A choice: what the log of events knows counts, on its day.
t.test('a query counts the events of its days', async (t) => {
  const fixture = await readFixture('small')
  const workspace = openWorkspace('test', await imageOf({ seed: 1, size: 0, fixture }))
  t.teardown(() => workspace.close())
  workspace.clock.freeze(Date.parse(day(8)))
  const emit = (id: string) => {
    workspace.events.emit({ type: 'reply_received', lead: id })
    workspace.leads.update(id, ({ email_reply_count }) => ({
      email_reply_count: email_reply_count + 1,
      timestamp_last_reply: workspace.clock.timestamp()
    }))
  }
  emit(small.carla)
  emit(small.dario)
  workspace.clock.advance(2 * 86_400_000)
  emit(small.carla)
  const asked = (values: LeadQuery['values']) =>
    workspace.leads.list({ queries: [{ actionType: 'reply', values }] }).value.items.map(({ id }) => id)
  const more = (count: number) => ({ condition: 'more' as const, count })
  t.same(asked({}), [small.carla, small.dario])
  t.same(asked({ 'occurrence-days': 2 }), [small.carla, small.dario])
  t.same(asked({ 'occurrence-days': 1 }), [small.carla])
  t.same(asked({ 'occurrence-count': more(1) }), [small.carla])
  t.same(asked({ 'occurrence-count': more(2) }), [])
  t.same(asked({ 'occurrence-days': 1, 'occurrence-count': more(1) }), [])
  t.same(asked({ 'occurrence-count': { condition: 'equal', count: 1 } }), [small.dario])
  t.same(asked({ 'occurrence-count': { condition: 'less', count: 2 } }), [small.dario, small.emil])
})

// A choice: each kind counts only its own events.
t.test('a query counts its own kind of event', async (t) => {
  const fixture = await readFixture('small')
  const workspace = openWorkspace('test', await imageOf({ seed: 1, size: 0, fixture }))
  t.teardown(() => workspace.close())
  const kinds = [
    ['reply', 'reply_received', 'timestamp_last_reply', small.carla],
    ['email-open', 'email_opened', 'timestamp_last_open', small.dario],
    ['link-click', 'link_clicked', 'timestamp_last_click', small.emil],
    ['last-contacted', 'email_sent', 'timestamp_last_contact', small.carla]
  ] as const
  for (const [, type, latest, lead] of kinds) {
    workspace.leads.update(lead, () => ({ [latest]: workspace.clock.timestamp() }))
    for (const _ of [1, 2]) workspace.events.emit({ type, lead })
  }
  for (const [actionType, , , lead] of kinds) {
    const values = { 'occurrence-count': { condition: 'more' as const, count: 1 } }
    const { items } = workspace.leads.list({ queries: [{ actionType, values }] }).value
    t.strictSame(
      items.map(({ id }) => id),
      [lead],
      actionType
    )
  }
})

// Its shape is documented, its meaning a choice.
t.test('a query looks at the interest status, and when it changed', async (t) => {
  const { list } = await withLeads(t, [
    { lt_interest_status: 1, timestamp_last_interest_change: day(14) },
    { lt_interest_status: -1, timestamp_last_interest_change: day(8) },
    {}
  ])
  const status = (values: object) => list({ queries: [{ actionType: 'lead-status', values }] })
  const changed = (values: object) => list({ queries: [{ actionType: 'lead-status-change', values }] })
  t.equal(await status({ 'lead-status': { status: 1 } }), 'a')
  t.equal(await status({ 'lead-status': { status: 1, condition: 'is' } }), 'a')
  t.equal(await status({ 'lead-status': { status: 1, condition: 'is-not' } }), 'bc')
  t.equal(await status({}), 'abc')
  t.equal(await changed({}), 'ab')
  t.equal(await changed({ 'occurrence-days': 7 }), 'ab')
  t.equal(await changed({ 'occurrence-days': 2 }), 'a')
  const both = [
    { actionType: 'lead-status-change', values: { 'occurrence-days': 7 } },
    { actionType: 'lead-status', values: { 'lead-status': { status: -1 } } }
  ]
  t.equal(await list({ queries: both }), 'b')
})
