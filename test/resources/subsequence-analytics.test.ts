import t from 'tap'
import { small } from '../start.ts'
import { startWithLog } from './log.ts'

/** The subsequence of the small world. */
const own = { campaign: small.summer, subsequence: small.interested }

// Documented: the members. A choice: zeros are included.
t.test('each subsequence of the campaign has a row, also one that sent nothing', async (t) => {
  const { get, post, plant } = await startWithLog(t)
  const still = await post('/subsequences', { parent_campaign: small.summer, name: 'Still', conditions: {} })
  await post('/subsequences', { parent_campaign: small.spring, name: 'Elsewhere', conditions: {} })
  plant('2026-01-10T10:00:00Z', 'email_sent', { campaign: small.summer })
  plant('2026-01-11T10:00:00Z', 'email_sent', own)
  plant('2026-01-11T10:01:00Z', 'email_sent', { ...own, lead: 'y' })
  plant('2026-01-11T11:00:00Z', 'email_opened', own)
  plant('2026-01-11T11:01:00Z', 'email_opened', own)
  plant('2026-01-11T12:00:00Z', 'reply_received', own)
  plant('2026-01-11T12:01:00Z', 'reply_received', own)
  plant('2026-01-11T12:02:00Z', 'auto_reply_received', { ...own, lead: 'y' })
  const { body } = await get(`/subsequences/analytics?campaign_id=${small.summer}`)
  const rows = [
    { subsequence_id: small.interested, emails_sent: 2, unique_opens: 1, unique_replies: 1 },
    { subsequence_id: still.body.id, emails_sent: 0, unique_opens: 0, unique_replies: 0 }
  ]
  // By id (a choice).
  t.strictSame(
    body,
    rows.toSorted((one, other) => (one.subsequence_id < other.subsequence_id ? -1 : 1))
  )
})

// Documented: it is required. A choice: an unknown one is a filter that nothing passes.
t.test('an unknown campaign has none, and one must be named', async (t) => {
  const { get } = await startWithLog(t)
  t.strictSame((await get(`/subsequences/analytics?campaign_id=${small.unknown}`)).body, [])
  t.match(await get('/subsequences/analytics'), {
    status: 400,
    body: { message: "querystring must have required property 'campaign_id'" }
  })
})

// Choices.
t.test('the figures of a campaign include its subsequences, its steps do not', async (t) => {
  const { get, plant } = await startWithLog(t)
  plant('2026-01-10T10:00:00Z', 'email_sent', { campaign: small.summer, step: 0, variant: 0 })
  plant('2026-01-11T10:00:00Z', 'email_sent', { ...own, step: 0, variant: 0 })
  plant('2026-01-11T11:00:00Z', 'email_opened', { ...own, step: 0, variant: 0 })
  plant('2026-01-11T11:10:00Z', 'email_opened', { campaign: small.summer, step: 0, variant: 0 })
  // The same number of another sequence is another step.
  t.match((await get(`/campaigns/analytics?id=${small.summer}`)).body, [
    { emails_sent_count: 2, open_count_unique: 1, open_count_unique_by_step: 2 }
  ])
  t.match((await get('/campaigns/analytics/steps')).body, [{ sent: 1, opened: 1 }])
  t.match((await get(`/subsequences/${small.interested}/analytics/steps`)).body, [{ sent: 1, opened: 1 }])
})

t.test('steps cover whole days in UTC', async (t) => {
  const { get, plant } = await startWithLog(t)
  plant('2026-01-11T10:00:00Z', 'email_sent', { ...own, step: 1, variant: 0 })
  plant('2026-01-12T23:59:59Z', 'email_sent', { ...own, step: 1, variant: 0 })
  plant('2026-01-12T23:59:59Z', 'email_sent', { ...own, subsequence: small.unknown })
  const steps = async (query: string) =>
    (await get(`/subsequences/${small.interested}/analytics/steps?${query}`)).body
  // Documented, the names of all figures as well.
  t.strictSame(await steps(''), [
    {
      step: '1',
      variant: '0',
      sent: 2,
      opened: 0,
      unique_opened: 0,
      replies: 0,
      unique_replies: 0,
      replies_automatic: 0,
      unique_replies_automatic: 0,
      clicks: 0,
      unique_clicks: 0
    }
  ])
  t.match(await steps('start_date=2026-01-11T20:00:00Z&end_date=2026-01-11'), [{ sent: 1 }])
  t.match(await steps('start_date=2026-01-12&end_date=2026-01-12'), [{ sent: 1 }])
  t.strictSame(await steps('start_date=2026-01-13'), [])
})

t.test('mistakes in a request for steps are listed in full', async (t) => {
  const { get } = await startWithLog(t)
  const path = `/subsequences/${small.interested}/analytics/steps`
  // Documented: here a 400 has the usual form.
  t.strictSame((await get(`${path}?start_date=2026-01-11&end_date=2026-01-10`)).body, {
    statusCode: 400,
    error: 'Bad Request',
    message: 'Start Date must be earlier than End Date'
  })
  t.match(await get(`/subsequences/${small.unknown}/analytics/steps`), { status: 404 })
})
