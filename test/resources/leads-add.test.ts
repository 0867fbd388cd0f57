import t from 'tap'
import { control } from '../admin/control.ts'
import { small, start } from '../start.ts'

const address = (name: string | number) => `${name}@example.com`
const spring = { campaign_id: small.spring }
const visitors = { list_id: small.visitors }

// Recorded: the members and their order; counts add up to total_sent.
t.test('each lead gets one verdict, and the counts add up', async (t) => {
  const { post } = await start(t)
  await post('/leads/add', { ...spring, leads: [{ email: address('known') }] })
  await post('/leads', { email: address('elsewhere'), campaign: small.agencies })
  const { status, text, body } = await post('/leads/add', {
    ...spring,
    skip_if_in_campaign: true,
    leads: [
      { email: address('eva'), first_name: 'Eva', last_name: '', phone: '+1 555 0100' },
      { first_name: 'No', last_name: 'Email' },
      { email: 'nonsense' },
      { email: null },
      { email: ' EVA@example.com ' },
      { email: address('blocked').replace('@', '@blocked.') },
      { email: 'x@blocked.example.org' },
      { email: address('known') },
      { email: address('known') },
      { email: address('elsewhere') }
    ]
  })
  t.equal(status, 200)
  const { created_leads, ...counts } = body
  t.equal(
    JSON.stringify(counts),
    JSON.stringify({
      status: 'success',
      total_sent: 10,
      leads_uploaded: 2,
      in_blocklist: 1,
      blocklist_used: null,
      duplicated_leads: 1,
      skipped_count: 1,
      invalid_email_count: 3,
      incomplete_count: 0,
      duplicate_email_count: 2,
      remaining_in_plan: 24_995
    })
  )
  t.same(
    created_leads.map(({ id: _, ...shown }: { id: string }) => shown),
    [
      { index: 0, email: address('eva'), first_name: 'Eva', phone: '+1 555 0100' },
      { index: 5, email: 'blocked@blocked.example.com' }
    ]
  )
  t.match(
    text,
    /"created_leads":\[\{"index":0,"id":"[^"]+","email":"eva@example.com","first_name":"Eva","phone"/
  )
})

// Documented: a list takes leads without an email that have a name.
t.test('a list accepts names; a lead with neither name nor email is incomplete', async (t) => {
  const { post } = await start(t)
  const { body } = await post('/leads/add', {
    ...visitors,
    leads: [
      { first_name: 'Eva' },
      { last_name: 'Example' },
      { company_name: 'A' },
      { email: 'x', first_name: 'A' }
    ]
  })
  t.match(body, { leads_uploaded: 2, incomplete_count: 1, invalid_email_count: 1, remaining_in_plan: null })
})

// Recorded: the payload holds the given values and the email; the target is not copied, and there are no defaults.
t.test('the leads have exactly the given values', async (t) => {
  const { get, post } = await start(t)
  const user = small.unknown
  const { body } = await post('/leads/add', {
    ...spring,
    assigned_to: user,
    leads: [
      { email: address(1), first_name: 'Eva', custom_variables: { tea: 'Assam', milk: null } },
      { email: address(2), assigned_to: small.organization, lt_interest_status: 1 }
    ]
  })
  const [first, second] = await Promise.all(
    body.created_leads.map(async ({ id }: { id: string }) => (await get(`/leads/${id}`)).body)
  )
  const { id, timestamp_created, timestamp_updated, ...rest } = first
  t.equal(timestamp_updated, timestamp_created)
  t.same(rest, {
    organization: small.organization,
    campaign: small.spring,
    status: 1,
    email: address(1),
    first_name: 'Eva',
    email_open_count: 0,
    email_reply_count: 0,
    email_click_count: 0,
    company_domain: 'example.com',
    status_summary: {},
    payload: { firstName: 'Eva', tea: 'Assam', email: address(1) },
    upload_method: 'api',
    assigned_to: user
  })
  t.match(second, { assigned_to: small.organization, lt_interest_status: 1 })
  const campaign = (await get(`/campaigns/${small.spring}`)).body
  t.match(campaign, { core_variables: { firstName: true }, custom_variables: { tea: true } })
  t.strictSame(Object.keys(campaign.custom_variables), ['tea'])
})

// A choice: the name is told back, and the workspace's own entries are looked at.
t.test('a long block list blocks all that it names, like a short one', async (t) => {
  const { post } = await start(t)
  const many = Array.from({ length: 200 }, (_, number) => `company${number}.example`)
  const leads = [...many, 'free.example'].map((domain) => ({ email: `ben@${domain}` }))
  await post('/block-lists-entries/bulk-create', { bl_values: many.slice(0, 50) })
  const short = (await post('/leads/add', { ...spring, leads })).body
  t.match(short, { in_blocklist: 50, leads_uploaded: 151 })
  await post('/block-lists-entries/bulk-create', { bl_values: many })
  const long = (await post('/leads/add', { ...visitors, leads })).body
  t.match(long, { in_blocklist: 200, leads_uploaded: 1 })
})

t.test('blocklist_used is the list that was named', async (t) => {
  const { post } = await start(t)
  const { body } = await post('/leads/add', {
    ...visitors,
    blocklist_id: 'x',
    leads: [{ email: address(1) }, { email: 'a@blocked.example.org' }]
  })
  t.match(body, { blocklist_used: 'x', in_blocklist: 1, leads_uploaded: 1 })
})

// Documented: what each flag looks at; the workspace outranks the others.
for (const [flag, skipped] of [
  ['skip_if_in_workspace', [1, 2, 3]],
  ['skip_if_in_campaign', [1]],
  ['skip_if_in_list', [2]]
] as const) {
  t.test(`${flag} looks there`, async (t) => {
    const { post } = await start(t)
    await post('/leads', { email: address(1), campaign: small.agencies })
    await post('/leads', { email: address(2), list_id: small.visitors })
    await post('/leads', { email: address(3) })
    const leads = [1, 2, 3, 4].map((number) => ({ email: address(number) }))
    const { body } = await post('/leads/add', { ...spring, [flag]: true, leads })
    t.equal(body.skipped_count, skipped.length)
    t.same(
      body.created_leads.map(({ index }: { index: number }) => index + 1),
      [1, 2, 3, 4].filter((number) => !(skipped as readonly number[]).includes(number))
    )
  })
}

// Reported live: the text. A choice: what fits is uploaded; what does not counts as skipped.
t.test(
  'at the limit of the plan, as many as fit are uploaded; if none fit, the call is refused',
  async (t) => {
    const { admin, post } = await control(t)
    await admin('PATCH', '/plan', { lead_quota: 3 })
    const add = (numbers: number[], target: object = spring) =>
      post('/leads/add', { ...target, leads: numbers.map((number) => ({ email: address(number) })) })
    t.match((await add([1, 2, 3, 4])).body, { leads_uploaded: 2, skipped_count: 2, remaining_in_plan: 0 })
    const full = await add([1, 5])
    t.match(full, { status: 403, body: { message: 'Lead limit reached. Remaining uploads: 0' } })
    t.match(await add([1, 2]), { status: 200, body: { duplicated_leads: 2 } })
    t.match(await add([6], visitors), { status: 200, body: { leads_uploaded: 1, remaining_in_plan: null } })
    t.equal((await post('/leads/list', { campaign: small.spring })).body.items.length, 2)
  }
)

const one = [{ email: address(1) }]
const either = 'Either campaign_id or list_id must be provided, but not both'
const refusals: [string, object, number, string][] = [
  ['no target', { leads: one }, 400, either],
  ['two targets', { ...spring, ...visitors, leads: one }, 400, either],
  ['an unknown campaign', { campaign_id: small.unknown, leads: one }, 404, 'Campaign not found'],
  ['an unknown list', { list_id: small.unknown, leads: one }, 404, 'List not found'],
  ['no leads', { ...spring, leads: [] }, 400, 'body/leads must NOT have fewer than 1 items'],
  [
    '1001 leads',
    { ...spring, leads: Array.from({ length: 1001 }, (_, number) => ({ email: address(number) })) },
    400,
    'body/leads must NOT have more than 1000 items'
  ]
]
for (const [what, body, status, message] of refusals) {
  t.test(`${what}: refused, and nothing is added`, async (t) => {
    const { admin, post } = await control(t)
    const before = (await admin('GET', '/state')).text
    t.match(await post('/leads/add', body), { status, body: { message } })
    t.equal((await admin('GET', '/state')).text, before)
  })
}

t.test('a thousand leads are added at once, in the order in which they were sent', async (t) => {
  const { post } = await start(t)
  const leads = Array.from({ length: 1000 }, (_, number) => ({ email: address(number) }))
  const { body } = await post('/leads/add', { ...spring, leads })
  t.equal(body.leads_uploaded, 1000)
  const ids = body.created_leads.map(({ id }: { id: string }) => id)
  t.strictSame(ids, ids.toSorted())
  const page = (await post('/leads/list', { campaign: small.spring, limit: 100 })).body
  t.strictSame(
    page.items.map(({ email }: { email: string }) => email),
    leads.slice(0, 100).map(({ email }) => email)
  )
})
