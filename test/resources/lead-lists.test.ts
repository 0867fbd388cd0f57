import t from 'tap'
import { small, start } from '../start.ts'

const url = '/lead-lists'
const noon = '2026-01-15T12:00:00.000Z'
const missing = { statusCode: 404, error: 'Not Found', message: 'Resource not found' }

type List = { id: string; name: string; has_enrichment_task?: boolean; owned_by?: string }

/** A server with its clock at noon, where each list is created a second after the previous one. */
async function listing(t: Parameters<typeof start>[0]) {
  const client = await start(t)
  await client.call('POST', '/__admin/clock/freeze', { body: { at: noon } })
  const names = async (query = '') =>
    (await client.get(`${url}?limit=100${query}`)).body.items.map(({ name }: List) => name)
  const make = async (body: object) => {
    await client.call('POST', '/__admin/clock/advance', { body: { by: '1s' } })
    return (await client.post(url, body)).body
  }
  return { ...client, names, make }
}

// Recorded: these four in this order, the other two only if sent.
t.test('create returns the list with the given values', async (t) => {
  const { post, get } = await start(t)
  const { status, body } = await post(url, { name: 'Autumn' })
  t.equal(status, 200)
  t.strictSame(Object.keys(body), ['id', 'organization_id', 'name', 'timestamp_created'])
  t.match(body, { organization_id: small.organization, name: 'Autumn' })
  t.strictSame((await get(`${url}/${body.id}`)).body, body)
  const whole = { name: 'Autumn', has_enrichment_task: false, owned_by: small.unknown }
  t.match((await post(url, whole)).body, whole)
})

// A choice: unset fields are absent, not null.
t.test('a null is as good as nothing', async (t) => {
  const { post, patch } = await start(t)
  const { body } = await post(url, { name: 'Autumn', has_enrichment_task: null, owned_by: null })
  t.strictSame(Object.keys(body), ['id', 'organization_id', 'name', 'timestamp_created'])
  const patched = await patch(`${url}/${small.visitors}`, { has_enrichment_task: null })
  t.notMatch(patched.body, { has_enrichment_task: Boolean })
})

// Recorded.
t.test('two lists may have the same name', async (t) => {
  const { names, make } = await listing(t)
  const ids = new Set([(await make({ name: 'Twice' })).id, (await make({ name: 'Twice' })).id])
  t.equal(ids.size, 2)
  t.strictSame(await names('&search=twice'), ['Twice', 'Twice'])
})

t.test('a name is required', async (t) => {
  const { post } = await start(t)
  const { status, body } = await post(url, { has_enrichment_task: true })
  t.equal(status, 400)
  t.equal(body.message, "body must have required property 'name'")
})

// Recorded: newest first, the cursor is the instant of the last item.
t.test('lists from the newest, by time', async (t) => {
  const { get, make } = await listing(t)
  const [first, second] = [await make({ name: 'A' }), await make({ name: 'B' })]
  const page = (await get(`${url}?limit=2`)).body
  t.strictSame(page, { items: [second, first], next_starting_after: first.timestamp_created })
  const rest = (await get(`${url}?limit=2&starting_after=${page.next_starting_after}`)).body
  t.match(rest, { items: [{ id: small.visitors }] })
  t.strictSame((await get(`${url}?starting_after=${rest.next_starting_after}`)).body, { items: [] })
})

// A choice: how search compares, and that a list that says nothing runs no enrichment.
for (const [query, wanted] of [
  ['search=SPRING', ['Spring walks', 'Spring fair visitors']],
  ['search=fair', ['Spring fair visitors']],
  ['search=', ['Silent', 'Spring walks', 'Spring fair visitors']],
  ['search=nobody', []],
  ['has_enrichment_task=true', ['Spring fair visitors']],
  ['has_enrichment_task=false', ['Silent', 'Spring walks']],
  ['has_enrichment_task=false&search=spring', ['Spring walks']]
] as const) {
  t.test(`lists those that match ${query}`, async (t) => {
    const { names, make } = await listing(t)
    await make({ name: 'Spring walks', has_enrichment_task: false })
    await make({ name: 'Silent' })
    t.strictSame(await names(`&${query}`), wanted)
  })
}

// Reproduced on a stock Fastify.
t.test('a filter that is not a boolean is refused', async (t) => {
  const { get } = await start(t)
  const { status, body } = await get(`${url}?has_enrichment_task=1`)
  t.equal(status, 400)
  t.equal(body.message, 'querystring/has_enrichment_task must be boolean')
})

// Documented: there is no timestamp_updated.
t.test('patch returns the list with the changes and nothing else', async (t) => {
  const { get, patch, names } = await listing(t)
  const before = (await get(`${url}/${small.visitors}`)).body
  const { status, body } = await patch(`${url}/${small.visitors}`, {
    name: 'Fair',
    has_enrichment_task: false
  })
  t.equal(status, 200)
  t.strictSame(body, { ...before, name: 'Fair', has_enrichment_task: false })
  t.strictSame((await get(`${url}/${small.visitors}`)).body, body)
  t.strictSame(await names('&has_enrichment_task=false&search=fair'), ['Fair'])
  t.equal(
    (await patch(`${url}/${small.visitors}`, {})).body.message,
    'body must NOT have fewer than 1 properties'
  )
})

// Documented.
t.test('delete returns the list', async (t) => {
  const { get, remove } = await start(t)
  const before = (await get(`${url}/${small.visitors}`)).body
  t.strictSame((await remove(`${url}/${small.visitors}`)).body, before)
  t.strictSame((await get(`${url}/${small.visitors}`)).body, missing)
})

// The shape is recorded, the meaning of the numbers documented; what was never verified is in the total alone.
t.test('counts the leads of a list by verification status', async (t) => {
  const { call, get, make, post } = await listing(t)
  const [list, other] = [await make({ name: 'Counted' }), await make({ name: 'Other' })]
  const none = { verified: 0, invalid: 0, risky: 0, catch_all: 0, job_change: 0 }
  const waiting = { verification_job_pending_leadfinder: 0, verification_job_pending_user: 0 }
  const stats = async (id: string) => (await get(`${url}/${id}/verification-stats`)).body
  t.strictSame(await stats(list.id), { stats: { ...none, ...waiting }, total_leads: 0 })
  const statuses = [1, 1, 1, -1, -1, -2, -3, -4, 11, 12, undefined, undefined]
  for (const [number, verification_status] of statuses.entries()) {
    const { body } = await post('/leads', { email: `lead-${number}@example.com`, list_id: list.id })
    if (verification_status === undefined) continue
    await call('PATCH', `/__admin/entities/leads/${body.id}`, { body: { verification_status } })
  }
  await post('/leads', { email: 'other@example.com', list_id: other.id })
  t.strictSame(await stats(list.id), {
    stats: {
      verified: 3,
      invalid: 2,
      risky: 1,
      catch_all: 1,
      job_change: 1,
      verification_job_pending_leadfinder: 1,
      verification_job_pending_user: 1
    },
    total_leads: 12
  })
  t.match(await stats(other.id), { total_leads: 1 })
})

// A choice: the leads go with their list.
t.test('delete removes the leads of the list and no others', async (t) => {
  const { get, make, post, remove } = await listing(t)
  const list = await make({ name: 'Gone' })
  const { body: gone } = await post('/leads', { email: 'gone@example.com', list_id: list.id })
  const { body: free } = await post('/leads', { email: 'free@example.com' })
  await remove(`${url}/${list.id}`)
  t.strictSame((await get(`/leads/${gone.id}`)).body, missing)
  t.strictSame((await get(`/leads/${free.id}`)).body, free)
})

// The contract gives the id in this path no format.
t.test('there are no stats of a list that is not there', async (t) => {
  const { get } = await start(t)
  for (const id of [small.unknown, 'nonsense']) {
    t.strictSame((await get(`${url}/${id}/verification-stats`)).body, missing)
  }
})

t.test('an unknown id is a 404, an invalid UUID a 400', async (t) => {
  const { call } = await start(t)
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const body = method === 'PATCH' ? { name: 'x' } : undefined
    t.strictSame((await call(method, `/api/v2${url}/${small.unknown}`, { body })).body, missing)
    const malformed = await call(method, `/api/v2${url}/1`, { body })
    t.equal(malformed.status, 400)
    t.equal(malformed.body.message, 'params/id must match format "uuid"')
  }
})

t.test(
  'the seeded world has more lists than a page, two of one name, with and without each field',
  async (t) => {
    const { call } = await start(t, { initialState: { seed: 1, size: 120 } })
    const { lead_lists: lists } = (await call('GET', '/__admin/state')).body
    t.ok(lists.length > 10)
    t.ok(new Set(lists.map(({ name }: List) => name)).size < lists.length)
    t.ok(lists.some(({ name }: List) => /[^ -~]/.test(name)))
    const having = (field: string) => lists.filter((list: object) => field in list).length
    for (const field of ['has_enrichment_task', 'owned_by']) {
      t.ok(having(field) > 0 && having(field) < lists.length, field)
    }
    for (const value of [true, false]) {
      t.ok(lists.some(({ has_enrichment_task }: List) => has_enrichment_task === value))
    }
  }
)
