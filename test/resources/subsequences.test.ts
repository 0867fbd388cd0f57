import t from 'tap'
import { control } from '../admin/control.ts'
import { small, start } from '../start.ts'

const fresh = { parent_campaign: small.spring, name: 'Fresh', conditions: {} }
const v4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const schedule = {
  schedules: [
    { name: 'x', timing: { from: '09:00', to: '17:00' }, days: { '1': true }, timezone: 'America/Chicago' }
  ]
}

t.test('a new one is a draft, with the schedule of its campaign and no sequences', async (t) => {
  const { get, post } = await start(t)
  const { status, body } = await post('/subsequences', fresh)
  t.equal(status, 200)
  const { id, timestamp_created, timestamp_leads_updated, ...rest } = body
  t.match(id, v4)
  t.equal(timestamp_leads_updated, timestamp_created)
  const campaign = (await get(`/campaigns/${small.spring}`)).body
  // Documented: the schedule; reported live: `{}` is accepted, and sequences come back as [].
  t.strictSame(rest, {
    ...fresh,
    workspace: small.organization,
    status: 0,
    subsequence_schedule: campaign.campaign_schedule,
    sequences: []
  })
  t.equal((await get(`/subsequences/${id}`)).text, JSON.stringify(body))
})

// Documented: the members. Recorded for campaigns: days are the default unit.
t.test('the given values are stored, and the units of delays are filled in', async (t) => {
  const { post } = await start(t)
  const sent = {
    ...fresh,
    conditions: { crm_status: [1, -30000], lead_activity: [91], reply_contains: 'later' },
    subsequence_schedule: schedule,
    sequences: [
      { steps: [{ type: 'email', delay: 1, pre_delay: 2, variants: [{ subject: 's', body: 'b' }] }] }
    ],
    daily_limit_mode: 'custom',
    daily_limit: 5,
    ignore_account_daily_limit: true
  }
  const { body } = await post('/subsequences', sent)
  t.match(body, { ...sent, sequences: [{ steps: [{ delay_unit: 'days', pre_delay_unit: 'days' }] }] })
})

// A choice.
t.test('a mode of the daily limit is shown only where it was sent', async (t) => {
  const { post } = await start(t)
  t.notOk('daily_limit_mode' in (await post('/subsequences', fresh)).body)
})

// Documented: what the conditions may be. A choice: an unknown campaign, as other things that a body names.
const refusals: [string, object, number, string][] = [
  ['an unknown campaign', { ...fresh, parent_campaign: small.unknown }, 404, 'Campaign not found'],
  ['no name', { ...fresh, name: undefined }, 400, "body must have required property 'name'"],
  [
    'an interest out of range',
    { ...fresh, conditions: { crm_status: [30001] } },
    400,
    'body/conditions/crm_status/0 must be <= 30000'
  ],
  [
    'an activity that is none',
    { ...fresh, conditions: { lead_activity: [3] } },
    400,
    'body/conditions/lead_activity/0 must be equal to one of the allowed values'
  ]
]
for (const [what, sent, code, message] of refusals) {
  t.test(`${what} is refused, and nothing is written`, async (t) => {
    const { get, post } = await start(t)
    const before = (await get('/subsequences')).text
    const { status, body } = await post('/subsequences', sent)
    t.equal(status, code)
    t.equal(body.message, message)
    t.equal((await get('/subsequences')).text, before)
  })
}

// Documented: the two filters. Choices: without them all are listed, from the newest, and the cursor is the id.
t.test('lists those of a campaign, or of all others, from the newest', async (t) => {
  const { admin, get, post } = await control(t)
  await admin('POST', '/clock/freeze', { at: '2026-02-01T09:00:00Z' })
  const made: string[] = []
  for (const name of ['First', 'Second', 'Third']) {
    made.push((await post('/subsequences', { ...fresh, name })).body.id)
    await admin('POST', '/clock/advance', { by: '1s' })
  }
  const [first, second, third] = made
  const listed = async (query: string) =>
    (await get(`/subsequences?${query}`)).body.items.map(({ id }: { id: string }) => id)
  t.strictSame(await listed(''), [third, second, first, small.interested])
  t.strictSame(await listed(`parent_campaign=${small.spring}`), [third, second, first])
  t.strictSame(await listed(`parent_campaign_not=${small.spring}`), [small.interested])
  // A choice: as a filter, an unknown campaign selects nothing, and is required.
  t.strictSame(await listed(`parent_campaign=${small.unknown}`), [])
  t.strictSame(await listed(`parent_campaign_not=${small.unknown}`), await listed(''))
  t.strictSame(await listed('search=SECOND'), [second])
  t.strictSame(await listed('limit=2'), [third, second])
  t.strictSame(await listed(`limit=2&starting_after=${second}`), [first, small.interested])
})

// Inferred: lists do not fail because an item was deleted.
t.test('a page continues after a deleted item, neither repeating nor skipping one', async (t) => {
  const { get, post, remove } = await start(t)
  const made = (await post('/subsequences', fresh)).body.id
  const [first, ...others] = (await get('/subsequences')).body.items
  t.equal(first.id, made)
  t.strictSame((await get(`/subsequences?starting_after=${made}`)).body.items, others)
  await remove(`/subsequences/${small.interested}`)
  t.strictSame((await get(`/subsequences?starting_after=${small.interested}`)).body, { items: [] })
})

// A choice.
t.test('conditions, schedule and sequences are replaced completely', async (t) => {
  const { patch } = await start(t)
  const changes = { conditions: { reply_contains: 'x' }, subsequence_schedule: schedule, sequences: [] }
  const { status, body } = await patch(`/subsequences/${small.interested}`, changes)
  t.equal(status, 200)
  t.strictSame({ ...body, ...changes }, body)
  t.strictSame(body.conditions, { reply_contains: 'x' })
  t.equal(body.name, 'For the interested')
})

// Inferred: no operation activates one.
t.test('pause and resume work from any status, and resume starts a draft', async (t) => {
  const { get, post } = await start(t)
  const { id } = (await post('/subsequences', fresh)).body
  for (const [verb, status] of [
    ['pause', 2],
    ['pause', 2],
    ['resume', 1],
    ['resume', 1]
  ]) {
    t.equal((await post(`/subsequences/${id}/${verb}`)).body.status, status)
    t.equal((await get(`/subsequences/${id}`)).body.status, status)
  }
  const draft = (await post('/subsequences', fresh)).body.id
  t.equal((await post(`/subsequences/${draft}/resume`)).body.status, 1)
})

// Documented: name and conditions. Choices: the rest goes along, the copy is a draft.
t.test('a copy is a draft under its own name, with conditions, schedule, sequences and limits', async (t) => {
  const { get, post } = await start(t)
  const source = (await get(`/subsequences/${small.interested}`)).body
  const copy = await post(`/subsequences/${small.interested}/duplicate`, { parent_campaign: small.agencies })
  t.equal(copy.status, 200)
  const { id, timestamp_created, timestamp_leads_updated, ...kept } = copy.body
  t.not(id, source.id)
  t.not(timestamp_created, source.timestamp_created)
  t.equal(timestamp_leads_updated, timestamp_created)
  const own = ['id', 'timestamp_created', 'timestamp_leads_updated']
  const settings = Object.fromEntries(Object.entries(source).filter(([name]) => !own.includes(name)))
  t.strictSame(kept, { ...settings, parent_campaign: small.agencies, status: 0 })
  const named = { parent_campaign: small.agencies, name: 'Again' }
  t.equal((await post(`/subsequences/${small.interested}/duplicate`, named)).body.name, 'Again')
  const nowhere = await post(`/subsequences/${small.interested}/duplicate`, {
    parent_campaign: small.unknown
  })
  t.match(nowhere, { status: 404, body: { message: 'Campaign not found' } })
})

// Documented: the answer. A choice: it goes with its campaign.
t.test('delete returns it; deleting its campaign deletes it, too', async (t) => {
  const { get, post, remove } = await start(t)
  const { body } = await post('/subsequences', fresh)
  t.strictSame((await remove(`/subsequences/${body.id}`)).body, body)
  t.equal((await get(`/subsequences/${body.id}`)).status, 404)
  await remove(`/campaigns/${small.summer}`)
  t.equal((await get(`/subsequences/${small.interested}`)).status, 404)
})

// Documented.
t.test('an unknown one is 404 for every operation', async (t) => {
  const { get, patch, post, remove } = await start(t)
  const at = `/subsequences/${small.unknown}`
  for (const answer of [
    await get(at),
    await patch(at, { name: 'x' }),
    await remove(at),
    await post(`${at}/pause`),
    await post(`${at}/resume`),
    await post(`${at}/duplicate`, { parent_campaign: small.spring })
  ]) {
    t.match(answer, { status: 404, body: { message: 'Resource not found' } })
  }
})
