import t from 'tap'
import { small, start } from '../start.ts'

const schedule = {
  schedules: [
    { name: 'x', timing: { from: '09:00', to: '17:00' }, days: { 1: true }, timezone: 'America/Chicago' }
  ]
}
const campaign = { name: 'New', campaign_schedule: schedule }

// The contract's requests name null after the other type of a nullable field, and Ajv coerces in that order.
const nullables: [sent: object, wanted: object][] = [
  [{ text_only: 0 }, { text_only: false }],
  [{ is_evergreen: 'false' }, { is_evergreen: false }],
  [{ daily_limit: false }, { daily_limit: 0 }],
  [{ daily_max_leads: '7' }, { daily_max_leads: 7 }],
  [{ owned_by: 0 }, { owned_by: '0' }],
  [{ owned_by: '' }, { owned_by: '' }]
]

for (const [sent, wanted] of nullables) {
  t.test(
    `a nullable field becomes of its own type before it becomes null: ${JSON.stringify(sent)}`,
    async (t) => {
      const { post, patch } = await start(t)
      t.match((await post('/campaigns', { ...campaign, ...sent })).body, wanted)
      t.match((await patch(`/campaigns/${small.spring}`, sent)).body, wanted)
    }
  )
}

t.test('a value that cannot become a number leaves a nullable number unset', async (t) => {
  const { patch } = await start(t)
  const { status, body } = await patch(`/campaigns/${small.spring}`, { daily_limit: '' })
  t.equal(status, 200)
  t.notOk('daily_limit' in body)
})

t.test('an explicit null leaves each nullable field unset, of whatever type', async (t) => {
  const { post, patch } = await start(t)
  const nulls = { text_only: null, daily_limit: null, daily_max_leads: null, owned_by: null }
  const { body } = await post('/campaigns', {
    ...campaign,
    ...nulls,
    auto_variant_select: null,
    campaign_schedule: { ...schedule, start_date: null, end_date: null }
  })
  const { id, organization, timestamp_created, timestamp_updated, ...rest } = body
  t.same(rest, { ...campaign, status: 0, open_tracking: false })
  await patch(`/campaigns/${id}`, { text_only: true, daily_limit: 3, daily_max_leads: 4, owned_by: 'x' })
  const unset = (await patch(`/campaigns/${id}`, nulls)).body
  t.same({ ...unset, timestamp_updated }, body)
  t.notOk('description' in (await post('/custom-tags', { label: 'New', description: null })).body)
})

t.test('the refusal names both types, null last', async (t) => {
  const { post, patch } = await start(t)
  const message = async (answer: ReturnType<typeof post>) => (await answer).body.message
  const at = `/campaigns/${small.spring}`
  t.equal(await message(patch(at, { text_only: 'maybe' })), 'body/text_only must be boolean,null')
  t.equal(await message(patch(at, { daily_limit: 'many' })), 'body/daily_limit must be number,null')
  t.equal(await message(patch(at, { daily_max_leads: 1.5 })), 'body/daily_max_leads must be integer,null')
  t.equal(await message(patch(at, { owned_by: {} })), 'body/owned_by must be string,null')
  t.equal(
    await message(patch(at, { auto_variant_select: 1 })),
    'body/auto_variant_select must be object,null'
  )
  t.equal(
    await message(post('/campaigns', { ...campaign, campaign_schedule: { ...schedule, end_date: {} } })),
    'body/campaign_schedule/end_date must be string,null'
  )
  t.equal(
    await message(post('/custom-tags', { label: 'x', description: {} })),
    'body/description must be string,null'
  )
})

// Stock Fastify, which the service is, does so.
t.test('an explicit null in a field that is not nullable becomes the empty value of its type', async (t) => {
  const { get, post } = await start(t)
  const { status, body } = await post('/campaigns', {
    ...campaign,
    name: null,
    email_list: null,
    open_tracking: null
  })
  t.equal(status, 200)
  t.match(body, { name: '', email_list: [''], open_tracking: false })
  t.same((await get(`/campaigns/${body.id}`)).body, body)
})

t.test(
  'an empty text among the senders is not an account, nor is an address that only campaigns name',
  async (t) => {
    const { get, post, patch } = await start(t)
    await post('/campaigns', { ...campaign, email_list: null })
    await patch(`/campaigns/${small.spring}`, { email_list: ['', 'cleo@example.com'] })
    const toggle = { tag_ids: [small.europe], resource_type: 1, assign: true }
    for (const email of ['', 'cleo@example.com']) {
      const named = await post('/custom-tags/toggle-resource', { ...toggle, resource_ids: [email] })
      t.equal(named.status, 404)
    }
    t.equal((await get('/account-campaign-mappings/cleo@example.com')).body.items.length, 1)
    t.equal((await post('/custom-tags/toggle-resource', { ...toggle, selected_all: true })).status, 200)
    const { text } = await get('/custom-tag-mappings?limit=100')
    t.match(text, '"resource_id":"ben@example.com"')
    t.notMatch(text, /"resource_id":"(cleo@example.com)?"/)
  }
)
