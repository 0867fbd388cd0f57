import t, { type Test } from 'tap'
import { small, start } from '../start.ts'

const missing = { statusCode: 404, error: 'Not Found', message: 'Resource not found' }

/** Beside the call of the small world: [instant, success, address, lead]. */
const calls = [
  ['2026-01-06T23:59:59.999Z', false, 'http://localhost:3001/replies', 'ben@example.org'],
  ['2026-01-07T00:00:00.000Z', true, 'http://localhost:3001/replies', 'ben@example.org'],
  ['2026-01-08T09:00:00.000Z', true, 'http://localhost:3001/other', 'dora@example.org'],
  ['2026-01-08T10:00:00.000Z', false, 'http://localhost:3001/other', undefined]
] as const

async function withCalls(t: Test) {
  const client = await start(t)
  for (const [timestamp_created, success, webhook_url, lead_email] of calls) {
    const body = {
      timestamp_created,
      timestamp_created_date: timestamp_created.slice(0, 10),
      success,
      retry_count: 0,
      will_retry: false,
      webhook_url,
      lead_email
    }
    t.equal((await client.call('PUT', '/__admin/entities/webhook_events', { body })).status, 200)
  }
  return client
}

t.test('the record of a call is read', async (t) => {
  const { get } = await start(t)
  const { status, body } = await get(`/webhook-events/${small.hooked}`)
  t.equal(status, 200)
  t.match(body, { success: true, status_code: 200, webhook_url: 'http://localhost:3001/replies' })
  const other = await get(`/webhook-events/${small.unknown}`)
  t.equal(other.status, 404)
  t.same(other.body, missing)
})

for (const [query, hours] of [
  ['', ['10:00', '09:00', '00:00', '23:59', '12:30']],
  ['success=true', ['09:00', '00:00', '12:30']],
  ['success=false', ['10:00', '23:59']],
  // Documented: both days are part of the window.
  ['from=2026-01-07', ['10:00', '09:00', '00:00']],
  ['to=2026-01-06', ['23:59', '12:30']],
  ['from=2026-01-07&to=2026-01-07', ['00:00']],
  // Documented: the whole address, of the webhook or of the lead.
  ['search=http://localhost:3001/other', ['10:00', '09:00']],
  ['search=ben@example.org', ['00:00', '23:59', '12:30']],
  ['search=Dora@example.org', ['09:00']],
  ['search=localhost', []],
  ['search=ben@example.org&success=true&from=2026-01-07', ['00:00']]
] as const) {
  t.test(`the list returns ${query || 'all, from the newest'}`, async (t) => {
    const { get } = await withCalls(t)
    const { body } = await get(`/webhook-events?${query}`)
    const found = body.items.map((item: { timestamp_created: string }) =>
      item.timestamp_created.slice(11, 16)
    )
    t.strictSame(found, hours)
  })
}

t.test('an invalid day is refused', async (t) => {
  const { get } = await start(t)
  for (const path of ['', '/summary', '/summary-by-date']) {
    t.equal((await get(`/webhook-events${path}?from=yesterday`)).status, 400, path)
  }
})

for (const [query, total_events, successful_events, success_rate, failure_rate] of [
  ['', 5, 3, 60, 40],
  ['from=2026-01-07', 3, 2, 66.67, 33.33],
  ['to=2026-01-06', 2, 1, 50, 50],
  ['from=2027-01-01', 0, 0, 0, 0]
] as const) {
  t.test(`the summary counts the calls of ${query || 'all days'}`, async (t) => {
    const { get } = await withCalls(t)
    t.same((await get(`/webhook-events/summary?${query}`)).body, {
      total_events,
      successful_events,
      failed_events: total_events - successful_events,
      success_rate,
      failure_rate
    })
  })
}

t.test('the summary by date counts the calls of each day, in UTC', async (t) => {
  const { get } = await withCalls(t)
  const day = (date: string, total: number, successful: number, success_rate: number) => ({
    date,
    total_events: total,
    successful_events: successful,
    failed_events: total - successful,
    success_rate
  })
  const all = [day('2026-01-06', 2, 1, 50), day('2026-01-07', 1, 1, 100), day('2026-01-08', 2, 1, 50)]
  t.same((await get('/webhook-events/summary-by-date')).body, { items: all })
  t.same((await get('/webhook-events/summary-by-date?from=2026-01-07&to=2026-01-07')).body, {
    items: [all[1]]
  })
  t.same((await get('/webhook-events/summary-by-date?from=2027-01-01')).body, { items: [] })
})
