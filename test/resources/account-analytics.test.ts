import t from 'tap'
import { small } from '../start.ts'
import { startWithLog } from './log.ts'

const daily = '/accounts/analytics/daily'
const named = `${daily}?emails=anna@example.com`

// Documented: rows are of accounts and days with activity.
t.test('without activity there are no rows', async (t) => {
  const { get } = await startWithLog(t)
  t.strictSame((await get(named)).body, [])
})

t.test('a row of no account, all zeros, comes first', async (t) => {
  const { get, plant } = await startWithLog(t)
  plant('2026-01-10T10:00:00Z', 'email_sent', { step: 0, variant: 0, subsequence: small.interested })
  plant('2026-01-10T11:00:00Z', 'email_bounced')
  plant('2026-01-11T11:00:00Z', 'email_sent', { account: 'ben@example.com', step: 1 })
  // Recorded, with this order of the names.
  const zeros = {
    sent: 0,
    bounced: 0,
    contacted: 0,
    new_leads_contacted: 0,
    opened: 0,
    unique_opened: 0,
    replies: 0,
    unique_replies: 0,
    replies_automatic: 0,
    unique_replies_automatic: 0,
    clicks: 0,
    unique_clicks: 0
  }
  const rows = [
    { date: '2026-01-10', email_account: '', ...zeros },
    {
      date: '2026-01-10',
      email_account: 'anna@example.com',
      ...zeros,
      // Documented: subsequences are included, and a bounced email was sent.
      sent: 1,
      bounced: 1,
      contacted: 1,
      new_leads_contacted: 1
    },
    // The lead is not new, whoever wrote first.
    { date: '2026-01-11', email_account: 'ben@example.com', ...zeros, sent: 1, contacted: 1 }
  ]
  // No emails: answered (recorded).
  t.equal((await get(daily)).text, JSON.stringify(rows))
  t.equal((await get(named)).text, JSON.stringify(rows.slice(0, 2)))
  // Repeated, or separated by commas (a choice); in any case.
  t.equal((await get(`${named}&emails=ben@example.com`)).text, JSON.stringify(rows))
  t.equal((await get(`${daily}?emails=Ben@example.com, anna@example.com`)).text, JSON.stringify(rows))
})

t.test('by default there are thirty days, and the last is today', async (t) => {
  const { get, plant, clock } = await startWithLog(t)
  plant('2026-01-01T23:59:59Z', 'email_sent')
  plant('2026-01-02T00:00:00Z', 'email_sent')
  plant('2026-01-31T12:00:00Z', 'email_sent')
  clock.freeze(Date.parse('2026-01-31T10:00:00Z'))
  const dates = async (query: string) =>
    (await get(`${named}&${query}`)).body.slice(1).map(({ date }: { date: string }) => date)
  // Documented: a window of thirty days.
  t.strictSame(await dates(''), ['2026-01-02', '2026-01-31'])
  t.strictSame(await dates('end_date=2026-01-30T08:00:00Z'), ['2026-01-01', '2026-01-02'])
  t.strictSame(await dates('start_date=2026-01-01'), ['2026-01-01', '2026-01-02', '2026-01-31'])
  t.strictSame(await dates('start_date=2026-01-02&end_date=2026-01-02'), ['2026-01-02'])
})

const tooLarge = {
  statusCode: 413,
  error: 'Payload Too Large',
  // Documented.
  message:
    'Analytics request is too large for this workspace. Add an emails filter or request a smaller date range.'
}
const emails = (count: number) => Array.from({ length: count }, (_, number) => `a${number}@example.com`)

// Documented: both limits.
t.test('more than 31 days, or than 200 accounts, are too many', async (t) => {
  const { get, app } = await startWithLog(t)
  const answer = async (query: string) => {
    const { status, body } = await get(`${daily}?${query}`)
    return status === 413 ? body : status
  }
  t.strictSame(await answer('start_date=2026-01-01&end_date=2026-02-01'), tooLarge)
  t.equal(await answer('start_date=2026-01-01&end_date=2026-01-31'), 200)
  t.strictSame(await answer(`emails=${emails(201)}`), tooLarge)
  t.equal(await answer(`emails=${[...emails(200), 'A1@example.com']}`), 200, 'each account counts once')
  const { accounts } = await app.services.registry.open('default')
  const account = accounts.require('anna@example.com')
  for (const email of emails(200)) accounts.insert({ ...account, email })
  t.strictSame(await answer(''), tooLarge, 'all accounts of the workspace')
  t.strictSame(await answer('emails='), tooLarge)
  t.equal(await answer('emails=anna@example.com'), 200)
})

t.test('an invalid period is refused with only a message', async (t) => {
  const { get } = await startWithLog(t)
  const refused = async (query: string) => {
    const { status, body } = await get(`${named}&${query}`)
    t.equal(status, 400)
    return body
  }
  // Documented, and a choice.
  t.strictSame(await refused('start_date=2026-01-11&end_date=2026-01-10'), {
    message: 'Start Date must be earlier than End Date'
  })
  t.strictSame(await refused('end_date=soon'), { message: 'Invalid date' })
})

t.test('nothing warms up, and an unknown account is missing', async (t) => {
  const { post } = await startWithLog(t)
  const figures = async (...emails: string[]) => (await post('/accounts/warmup-analytics', { emails })).body
  // Recorded.
  t.strictSame(await figures('nobody@example.com'), { email_date_data: {}, aggregate_data: {} })
  // Documented: figures that are zero are left out.
  t.strictSame(await figures(' Anna@example.com', 'anna@example.com', 'nobody@example.com'), {
    email_date_data: { 'anna@example.com': {} },
    aggregate_data: { 'anna@example.com': {} }
  })
  t.equal((await post('/accounts/warmup-analytics', { emails: [] })).status, 400)
})
