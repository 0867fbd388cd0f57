import t from 'tap'
import { verificationOf } from '../../src/resources/email-verification/rule.ts'
import { control } from '../admin/control.ts'
import { start } from '../start.ts'

const url = '/email-verification'
const missing = { statusCode: 404, error: 'Not Found', message: 'Resource not found' }

// Inferred: the order of the keys. Reported live: the cost.
t.test('returns the result, its cost and the remaining credits', async (t) => {
  const { post } = await start(t)
  const { status, text } = await post(url, { email: 'anna@example.com' })
  t.equal(status, 200)
  t.equal(
    text,
    '{"email":"anna@example.com","verification_status":"verified","status":"success","catch_all":false,"credits":999.75,"credits_used":0.25}'
  )
})

// A choice: the local part decides.
for (const [email, verification_status, catch_all] of [
  ['ben@example.com', 'verified', false],
  ['invalid@example.com', 'invalid', false],
  ['invalid.ben@example.com', 'invalid', false],
  ['catchall@example.com', 'verified', true],
  ['catchall-ben@example.com', 'verified', true],
  ['pending@example.com', 'pending', 'pending'],
  ['ben@shop.invalid', 'invalid', false],
  ['pending@shop.invalid', 'invalid', false],
  ['not-invalid@example.com', 'verified', false],
  ['ben', 'invalid', false],
  ['@example.com', 'invalid', false],
  ['ben@', 'invalid', false],
  ['', 'invalid', false]
] as const) {
  t.test(`${JSON.stringify(email)} is ${verification_status}`, async (t) => {
    const { post } = await start(t)
    t.match((await post(url, { email })).body, { email, verification_status, catch_all, status: 'success' })
    t.strictSame(verificationOf(email), { verification_status, catch_all })
  })
}

// Documented: what takes over ten seconds is pending. A choice: the final result.
t.test('a pending verification finishes after ten seconds and not earlier', async (t) => {
  const { admin, get, post } = await control(t)
  await admin('POST', '/clock/freeze', { at: '2026-01-15T12:00:00.000Z' })
  const sent = { email: 'pending@example.com', webhook_url: 'http://localhost:3000/verified' }
  const pending = (await post(url, sent)).body
  t.match(pending, { verification_status: 'pending', catch_all: 'pending' })
  await admin('POST', '/clock/advance', { by: '9999ms' })
  t.strictSame((await get(`${url}/pending@example.com`)).body, pending)
  await admin('POST', '/clock/advance', { by: '1ms' })
  t.strictSame((await get(`${url}/pending@example.com`)).body, {
    ...pending,
    verification_status: 'verified',
    catch_all: false
  })
})

t.test('a pending verification deleted by a test stays deleted', async (t) => {
  const { admin, get, post } = await control(t)
  await post(url, { email: 'pending@example.com' })
  await admin('DELETE', '/entities/email_verifications/pending@example.com')
  t.equal((await admin('POST', '/clock/advance', { by: '1m' })).status, 200)
  t.strictSame((await get(`${url}/pending@example.com`)).body, missing)
})

// A choice: a new check, charged again, whose start begins the ten seconds.
t.test('a second check starts again', async (t) => {
  const { admin, get, post } = await control(t)
  await admin('POST', '/clock/freeze', { at: '2026-01-15T12:00:00.000Z' })
  t.equal((await post(url, { email: 'pending@example.com' })).body.credits, 999.75)
  await admin('POST', '/clock/advance', { by: '9s' })
  t.equal((await post(url, { email: 'pending@example.com' })).body.credits, 999.5)
  await admin('POST', '/clock/advance', { by: '9s' })
  t.equal((await get(`${url}/pending@example.com`)).body.verification_status, 'pending')
  await admin('POST', '/clock/advance', { by: '1s' })
  t.equal((await get(`${url}/pending@example.com`)).body.verification_status, 'verified')
})

// A choice: emails are trimmed and lower-cased before they are stored or compared; reading is free.
t.test('the check of an address is found in any case, and looking is free', async (t) => {
  const { admin, get, post } = await control(t)
  const { body } = await post(url, { email: ' Anna@Example.com ' })
  t.equal(body.email, 'anna@example.com')
  for (const email of ['anna@example.com', 'ANNA@example.com', 'anna%40example.com']) {
    t.strictSame((await get(`${url}/${email}`)).body, body)
  }
  t.equal((await admin('GET', '/plan')).body.verification_credits, 999.75)
})

// Reported live.
t.test('an address that was never checked gets a 404, an invalid one a 400', async (t) => {
  const { get, post } = await start(t)
  t.strictSame((await get(`${url}/nobody@example.com`)).body, missing)
  const { status, body } = await get(`${url}/nobody`)
  t.equal(status, 400)
  t.equal(body.message, 'params/email must match format "email"')
  t.equal((await post(url, {})).body.message, "body must have required property 'email'")
})

// A choice: the text, and how many there are at first.
t.test('without credits nothing is checked', async (t) => {
  const { admin, get, post } = await control(t)
  await admin('PATCH', '/plan', { verification_credits: 0.25 })
  t.equal((await post(url, { email: 'anna@example.com' })).body.credits, 0)
  const { status, body } = await post(url, { email: 'ben@example.com' })
  t.equal(status, 402)
  t.strictSame(body, {
    statusCode: 402,
    error: 'Payment Required',
    message: 'Not enough verification credits'
  })
  t.equal((await get(`${url}/ben@example.com`)).status, 404)
})

t.test('the seed has checks with each result, with and without credits', async (t) => {
  const { call } = await start(t, { initialState: { seed: 1, size: 120 } })
  const { email_verifications: checks } = (await call('GET', '/__admin/state')).body
  const values = (field: string) =>
    [...new Set(checks.map((check: Record<string, unknown>) => String(check[field])))].sort()
  t.strictSame(values('verification_status'), ['invalid', 'pending', 'verified'])
  t.strictSame(values('catch_all'), ['false', 'pending', 'true'])
  t.strictSame(values('credits_used'), ['0.25', 'undefined'])
})

// Reported live: the result is told, and nothing is written to leads; documented: only those added for it wait.
t.test('a check changes no lead with that address', async (t) => {
  const { admin, post } = await control(t)
  await admin('POST', '/clock/freeze', { at: '2026-01-15T12:00:00.000Z' })
  for (const email of ['invalid@example.com', 'pending@example.com']) await post('/leads', { email })
  await admin('POST', '/clock/advance', { by: '1m' })
  const leads = async () => (await admin('GET', '/state')).body.leads
  const before = await leads()
  for (const email of ['invalid@example.com', 'pending@example.com']) await post(url, { email })
  await admin('POST', '/clock/advance', { by: '1m' })
  t.strictSame(await leads(), before)
})
