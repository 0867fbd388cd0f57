import t from 'tap'
import { small } from '../start.ts'
import { startWithLog } from './log.ts'

const first = { step: 0, variant: 0 }
const second = { step: 1, variant: 1 }
const noSums = {
  open_count: 0,
  reply_count: 0,
  link_click_count: 0,
  bounced_count: 0,
  unsubscribed_count: 0,
  completed_count: 0,
  emails_sent_count: 0,
  contacted_count: 0,
  new_leads_contacted_count: 0,
  total_opportunities: 0,
  total_opportunity_value: 0,
  total_interested: 0,
  total_meeting_booked: 0,
  total_meeting_completed: 0,
  total_closed: 0
}

t.test('where nothing happened there are no rows, and an overview of zeros', async (t) => {
  // Recorded: bare arrays, and one object; a dormant campaign has no row even by its id.
  const { get } = await startWithLog(t)
  for (const path of [
    '',
    `?id=${small.spring}`,
    '/daily',
    '/steps',
    '/steps?include_opportunities_count=true'
  ]) {
    t.strictSame((await get(`/campaigns/analytics${path}`)).body, [], path)
  }
  const { body } = await get('/campaigns/analytics/overview')
  t.match(body, noSums)
  t.ok(
    Object.values(body).every((count) => count === 0),
    'the rest, too'
  )
})

t.test('a row has its required fields in the order of its schema, then the unique counts', async (t) => {
  const { get, plant } = await startWithLog(t)
  plant('2026-01-10T10:00:00Z', 'email_sent', first)
  plant('2026-01-10T11:00:00Z', 'email_opened', first)
  plant('2026-01-10T11:30:00Z', 'email_opened', first)
  plant('2026-01-12T11:00:00Z', 'email_opened', second)
  plant('2026-01-12T12:00:00Z', 'auto_reply_received', second)
  const { text, body } = await get('/campaigns/analytics')
  // The required names first, as the serialiser writes them (recorded).
  t.equal(
    text,
    JSON.stringify([
      {
        campaign_name: 'Spring outreach',
        campaign_id: small.spring,
        campaign_status: body[0].campaign_status,
        campaign_is_evergreen: false,
        leads_count: 0,
        contacted_count: 1,
        emails_sent_count: 1,
        new_leads_contacted_count: 1,
        open_count: 3,
        reply_count: 0,
        link_click_count: 0,
        bounced_count: 0,
        unsubscribed_count: 0,
        completed_count: 0,
        total_opportunities: 0,
        total_opportunity_value: 0,
        open_count_unique: 1,
        open_count_unique_by_step: 2,
        reply_count_unique: 0,
        reply_count_unique_by_step: 0,
        // Reported live: automatic replies are not among the replies.
        reply_count_automatic: 1,
        reply_count_automatic_unique: 1,
        reply_count_automatic_unique_by_step: 1,
        link_click_count_unique: 0,
        link_click_count_unique_by_step: 0
      }
    ])
  )
})

// Documented.
t.test('an evergreen campaign is marked as such', async (t) => {
  const { get, patch, plant } = await startWithLog(t)
  plant('2026-01-10T10:00:00Z', 'email_sent', first)
  await patch(`/campaigns/${small.spring}`, { is_evergreen: true })
  t.match((await get('/campaigns/analytics')).body, [{ campaign_is_evergreen: true }])
})

// Recorded: the order is that of the schema, of which nothing is required; documented: where completed_count stands.
t.test('an overview has its figures in the order of its schema', async (t) => {
  const { get } = await startWithLog(t)
  const thrice = (name: string) => [name, `${name}_unique`, `${name}_unique_by_step`]
  t.strictSame(Object.keys((await get('/campaigns/analytics/overview')).body), [
    ...['open_count', 'link_click_count', 'reply_count', 'reply_count_automatic'].flatMap(thrice),
    ...['bounced_count', 'unsubscribed_count', 'completed_count', 'emails_sent_count'],
    ...['contacted_count', 'new_leads_contacted_count', 'total_opportunities', 'total_opportunity_value'],
    ...['total_interested', 'total_meeting_booked', 'total_meeting_completed', 'total_closed']
  ])
})

t.test('a lead is new where its first email lies in the period, and contacted by any', async (t) => {
  const { get, plant } = await startWithLog(t)
  plant('2026-01-10T10:00:00Z', 'email_sent', first)
  plant('2026-01-12T10:00:00Z', 'email_sent', second)
  plant('2026-01-12T10:01:00Z', 'email_sent', { ...first, lead: 'y' })
  const { body } = await get('/campaigns/analytics/overview?start_date=2026-01-11')
  // Reported live.
  t.match(body, { emails_sent_count: 2, contacted_count: 2, new_leads_contacted_count: 1 })
})

const periods: [string, number][] = [
  // Documented: a date is its midnight, so the day itself is left out.
  ['end_date=2026-01-10', 0],
  ['end_date=2026-01-11', 1],
  ['start_date=2026-01-10&end_date=2026-01-11', 1],
  // Both ends count (a choice), and equal ones pass (recorded).
  ['start_date=2026-01-10T10:00:00Z&end_date=2026-01-10T10:00:00.000Z', 1],
  ['start_date=2026-01-10T10:00:00.001Z', 0],
  ['start_date=2026-01-10T12:00:00%2B02:00&end_date=2026-01-10T05:00:00-05:00', 1],
  // A time without a zone is in UTC (a choice).
  ['start_date=2026-01-10T10:00:00&end_date=2026-01-10T10:00', 1],
  ['start_date=&end_date=', 1]
]
for (const [query, emails] of periods) {
  t.test(`${query} counts ${emails} emails of that morning`, async (t) => {
    const { get, plant } = await startWithLog(t)
    plant('2026-01-10T10:00:00Z', 'email_sent', first)
    t.equal((await get(`/campaigns/analytics/overview?${query}`)).body.emails_sent_count, emails)
    t.equal((await get(`/campaigns/analytics?${query}`)).body.length, emails)
    t.equal((await get(`/campaigns/analytics/steps?${query}`)).body.length, emails)
  })
}

// A choice, as recorded for accounts.
t.test('days are whole days in UTC, the first and the last included', async (t) => {
  const { get, plant } = await startWithLog(t)
  plant('2026-01-10T00:00:00Z', 'email_sent', first)
  plant('2026-01-11T23:59:59.999Z', 'email_sent', second)
  const dates = async (query: string) =>
    (await get(`/campaigns/analytics/daily?${query}`)).body.map(({ date }: { date: string }) => date)
  t.strictSame(await dates(''), ['2026-01-10', '2026-01-11'])
  t.strictSame(await dates('start_date=2026-01-10T15:00:00Z&end_date=2026-01-10T14:00:00Z'), ['2026-01-10'])
  t.strictSame(await dates('start_date=2026-01-11&end_date=2026-01-11'), ['2026-01-11'])
})

const paths = ['', '/overview', '/daily', '/steps']
for (const path of paths) {
  t.test(`analytics${path} refuses an invalid period with only a message`, async (t) => {
    const { get } = await startWithLog(t)
    const refused = async (query: string) => {
      const { status, body } = await get(`/campaigns/analytics${path}?${query}`)
      t.equal(status, 400)
      return body
    }
    // Documented.
    t.strictSame(await refused('start_date=2026-01-11&end_date=2026-01-10'), {
      message: 'Start Date must be earlier than End Date'
    })
    // A choice.
    for (const date of ['soon', '2026-02-30', '2026-01-10T25:00:00Z', '10/01/2026']) {
      t.strictSame(await refused(`start_date=${date}`), { message: 'Invalid date' }, date)
    }
  })
}

t.test('id and ids add up, in whatever form; a campaign_id is passed over', async (t) => {
  const { get, plant } = await startWithLog(t)
  for (const campaign of [small.spring, small.summer, small.agencies]) {
    plant('2026-01-10T10:00:00Z', 'email_sent', { campaign, lead: campaign })
  }
  const { spring, summer, agencies, unknown } = small
  const chosen = async (query: string) =>
    (await get(`/campaigns/analytics?${query}`)).body.map((row: { campaign_id: string }) => row.campaign_id)
  // From the highest id (a choice).
  t.strictSame(await chosen(''), [agencies, summer, spring])
  t.strictSame(await chosen(`id=${spring}&ids=${summer}`), [summer, spring])
  t.strictSame(await chosen(`ids=${summer}&ids=${spring}`), [summer, spring])
  t.strictSame(await chosen(`ids=${summer},${spring}`), [summer, spring])
  t.strictSame(await chosen(`id=&ids=${spring}`), [spring])
  t.strictSame(await chosen(`id=${unknown}`), [])
  t.strictSame(await chosen(`campaign_id=${spring}&campaign_status=2`), [agencies, summer, spring])
  t.match((await get(`/campaigns/analytics/overview?ids=${spring},${summer}`)).body, { emails_sent_count: 2 })
  t.match((await get(`/campaigns/analytics/daily?campaign_id=${spring}`)).body, [{ sent: 1 }])
  t.match((await get(`/campaigns/analytics/steps?campaign_id=${spring}`)).body, [{ sent: 1 }])
})

t.test('leads are counted as they are now, unless they are left out', async (t) => {
  const { get, plant, post } = await startWithLog(t)
  plant('2026-01-10T10:00:00Z', 'email_sent', { campaign: small.summer, lead: small.carla })
  t.match((await get('/campaigns/analytics')).body, [{ leads_count: 1, completed_count: 0 }])
  // Reported live: any interest completes the lead; whatever completed it, it counts (a choice).
  await post('/leads/update-interest-status', { lead_email: 'carla@example.org', interest_value: -1 })
  t.match((await get('/campaigns/analytics')).body, [{ leads_count: 1, completed_count: 1 }])
  t.match((await get('/campaigns/analytics/overview')).body, { completed_count: 1 })
  t.match((await get(`/campaigns/analytics/overview?id=${small.spring}`)).body, { completed_count: 0 })
  const { body } = await get('/campaigns/analytics?exclude_total_leads_count=true')
  t.equal(body[0].leads_count, 0)
})

t.test('a deleted campaign remains only in the figures of the workspace', async (t) => {
  const { get, plant, remove } = await startWithLog(t)
  plant('2026-01-10T10:00:00Z', 'email_sent', { ...first, campaign: small.bounced })
  const { status } = (await get(`/campaigns/${small.bounced}`)).body
  await remove(`/campaigns/${small.bounced}`)
  // Reported live of daily.
  t.match((await get('/campaigns/analytics/daily')).body, [{ sent: 1 }])
  t.match((await get('/campaigns/analytics/overview')).body, { emails_sent_count: 1 })
  t.strictSame((await get('/campaigns/analytics')).body, [])
  // A choice.
  t.strictSame((await get(`/campaigns/analytics/daily?campaign_status=${status}`)).body, [])
})

// Documented.
t.test('a status chooses among the campaigns', async (t) => {
  const { get, plant } = await startWithLog(t)
  plant('2026-01-10T10:00:00Z', 'email_sent', first)
  const { status } = (await get(`/campaigns/${small.spring}`)).body
  const other = status === 2 ? 1 : 2
  t.match((await get(`/campaigns/analytics/overview?campaign_status=${status}`)).body, { contacted_count: 1 })
  t.match(
    (await get(`/campaigns/analytics/overview?campaign_status=${other}&id=${small.spring}`)).body,
    noSums
  )
  t.match((await get(`/campaigns/analytics/daily?campaign_status=${status}`)).body, [{ sent: 1 }])
  t.equal((await get('/campaigns/analytics/overview?campaign_status=9')).status, 400)
})

t.test('a lead that goes from interested to won counts once, or for each status', async (t) => {
  const { get, plant } = await startWithLog(t)
  plant('2026-01-10T10:00:00Z', 'lead_interest_changed', { value: 1 })
  plant('2026-01-11T10:00:00Z', 'lead_interest_changed', { value: 2 })
  plant('2026-01-12T10:00:00Z', 'lead_interest_changed', { value: 4 })
  // The documented example.
  t.match((await get('/campaigns/analytics/overview')).body, {
    total_opportunities: 1,
    total_interested: 1,
    total_meeting_booked: 0,
    total_closed: 0
  })
  t.match((await get('/campaigns/analytics/overview?expand_crm_events=true')).body, {
    total_opportunities: 3,
    total_interested: 1,
    total_meeting_booked: 1,
    total_meeting_completed: 0,
    total_closed: 1
  })
  t.match((await get('/campaigns/analytics/daily')).body, [
    { date: '2026-01-10', opportunities: 1, unique_opportunities: 1 },
    { date: '2026-01-11', opportunities: 1, unique_opportunities: 0 },
    { date: '2026-01-12', opportunities: 1, unique_opportunities: 0 }
  ])
})

t.test('a change of interest within ten minutes of one that counted adds none', async (t) => {
  const { get, plant } = await startWithLog(t)
  plant('2026-01-10T10:00:00Z', 'lead_interest_changed', { value: -1 })
  plant('2026-01-10T10:09:59.999Z', 'lead_interest_changed', { value: 1 })
  const total = async () =>
    (await get('/campaigns/analytics/overview?expand_crm_events=true')).body.total_opportunities
  // Documented.
  t.equal(await total(), 0)
  plant('2026-01-10T10:09:59.999Z', 'lead_interest_changed', { value: 1, lead: 'y' })
  t.equal(await total(), 1, 'of another lead')
  // A choice: events that do not count do not extend the ten minutes.
  plant('2026-01-10T10:10:00Z', 'lead_interest_changed', { value: 1 })
  t.equal(await total(), 2)
})

// Inferred: 1 to 4 and positive labels are good signs. A choice: a label that is gone keeps its kind by its number.
const signs: [string, number | null, number][] = [
  ['won', 4, 1],
  ['out of office', 0, 0],
  ['lost', -3, 0],
  ['no longer of interest', null, 0],
  ['of a positive label', 60, 1],
  ['of a positive label that is gone', 61, 1],
  ['of no label at all', 30, 0],
  ['of a neutral label that is gone', 10_060, 0]
]
for (const [name, value, opportunities] of signs) {
  t.test(`a lead that is ${name} is ${opportunities} opportunities`, async (t) => {
    const { get, plant } = await startWithLog(t)
    plant('2026-01-10T10:00:00Z', 'lead_interest_changed', { value })
    t.match((await get('/campaigns/analytics')).body, [{ total_opportunities: opportunities }])
  })
}

// Inferred; once the label is gone, a choice.
t.test('a label of your own decides whether its number is a good sign', async (t) => {
  const { get, plant, post, patch, remove } = await startWithLog(t)
  const label = { label: 'Later', interest_status_label: 'negative' }
  const { id, interest_status: value } = (await post('/lead-labels', label)).body
  plant('2026-01-10T10:00:00Z', 'lead_interest_changed', { value })
  const total = async () => (await get('/campaigns/analytics/overview')).body.total_opportunities
  t.equal(await total(), 0)
  await patch(`/lead-labels/${id}`, { interest_status_label: 'positive' })
  t.equal(await total(), 1)
  await remove(`/lead-labels/${id}`)
  t.equal(await total(), 0, 'the number alone')
})

t.test('an opportunity has the value of its lead, else of its campaign, else none', async (t) => {
  const { get, plant, patch, remove } = await startWithLog(t)
  const change = { campaign: small.summer, lead: small.carla, value: 1 }
  plant('2026-01-10T10:00:00Z', 'lead_interest_changed', change)
  const worth = async () => (await get('/campaigns/analytics/overview')).body.total_opportunity_value
  await patch(`/campaigns/${small.summer}`, { pl_value: null })
  t.equal(await worth(), 0)
  // Reported live.
  await patch(`/campaigns/${small.summer}`, { pl_value: 200 })
  t.equal(await worth(), 200)
  // A choice.
  await patch(`/leads/${small.carla}`, { pl_value_lead: '75.5' })
  t.equal(await worth(), 75.5)
  await patch(`/leads/${small.carla}`, { pl_value_lead: 'a lot' })
  t.equal(await worth(), 200)
  await remove(`/leads/${small.carla}`)
  t.equal(await worth(), 200, 'a lead that is gone')
  await remove(`/campaigns/${small.summer}`)
  t.equal(await worth(), 0, 'a campaign that is gone')
})

// Documented: texts, variants from 0, null for what belongs to no step. Choices: steps from 0, and their order.
t.test('steps and variants are strings from 0, and events without a step come last', async (t) => {
  const { get, plant } = await startWithLog(t)
  plant('2026-01-10T10:00:00Z', 'email_sent', {})
  plant('2026-01-10T10:01:00Z', 'email_sent', { step: 10, variant: 0 })
  plant('2026-01-10T10:02:00Z', 'email_sent', second)
  plant('2026-01-10T10:03:00Z', 'email_sent', { step: 1, variant: 0 })
  plant('2026-01-10T10:04:00Z', 'email_sent', { ...first, subsequence: small.interested })
  plant('2026-01-10T10:05:00Z', 'email_bounced', first)
  const { body } = await get('/campaigns/analytics/steps')
  t.match(body, [
    { step: '1', variant: '0', sent: 1 },
    { step: '1', variant: '1', sent: 1 },
    { step: '10', variant: '0', sent: 1 },
    { step: null, variant: null, sent: 1 }
  ])
  t.equal(body.length, 4, 'nothing of a subsequence, and only what is counted')
  t.notOk('opportunities' in body[0])
})

// A choice.
t.test('without a campaign the steps of all are added up', async (t) => {
  const { get, plant } = await startWithLog(t)
  plant('2026-01-10T10:00:00Z', 'email_sent', first)
  plant('2026-01-10T10:01:00Z', 'email_sent', { ...first, campaign: small.summer })
  plant('2026-01-10T10:02:00Z', 'email_sent', { ...second, campaign: small.summer })
  const sent = async (query: string) =>
    (await get(`/campaigns/analytics/steps${query}`)).body.map((row: { sent: number }) => row.sent)
  t.strictSame(await sent(''), [2, 1])
  t.strictSame(await sent(`?campaign_id=${small.summer}`), [1, 1])
  t.strictSame(await sent(`?campaign_id=${small.unknown}`), [])
})

t.test('steps include their opportunities if requested, by present status', async (t) => {
  const { get, plant } = await startWithLog(t)
  const asked = async (query = '') =>
    (await get(`/campaigns/analytics/steps?include_opportunities_count=true${query}`)).body
  plant('2026-01-10T10:00:00Z', 'email_sent', first)
  plant('2026-01-12T10:00:00Z', 'email_sent', second)
  plant('2026-01-12T10:30:00Z', 'email_sent', { step: 2, variant: 0, lead: 'v' })
  plant('2026-01-12T11:00:00Z', 'lead_interest_changed', { value: 1 })
  plant('2026-01-13T11:00:00Z', 'lead_interest_changed', { value: 2 })
  plant('2026-01-13T12:00:00Z', 'lead_interest_changed', { value: 4, lead: 'y', ...first })
  plant('2026-01-13T13:00:00Z', 'lead_interest_changed', { value: 4, lead: 'z' })
  plant('2026-01-13T13:00:00Z', 'lead_interest_changed', {
    value: 4,
    lead: 'w',
    subsequence: small.interested
  })
  const none = { opportunities: 0, unique_opportunities: 0, meetings_booked: 0, won: 0 }
  // The step that the change names, else the last that was sent (a choice), else none.
  t.match(await asked(), [
    { ...none, step: '0', sent: 1, opportunities: 1, unique_opportunities: 1, won: 1 },
    { ...none, step: '1', sent: 1, opportunities: 2, unique_opportunities: 1, meetings_booked: 1 },
    { ...none, step: '2', sent: 1 },
    { ...none, step: null, sent: 0, opportunities: 1, unique_opportunities: 1, won: 1 }
  ])
  // Where nothing was sent, nothing else happened either.
  const { step, variant, opportunities, unique_opportunities, meetings_booked, won, ...figures } = (
    await asked()
  )[3]
  t.same(new Set(Object.values(figures)), new Set([0]))
  t.equal(Object.keys(figures).length, 9)
  // Documented: by their present status.
  plant('2026-01-14T11:00:00Z', 'lead_interest_changed', { value: -1 })
  t.match((await asked('&end_date=2026-01-14'))[1], { unique_opportunities: 1, meetings_booked: 0, won: 0 })
})

t.test('campaigns are found by the exact email of a lead', async (t) => {
  const { get, post, patch } = await startWithLog(t)
  await post('/leads', { campaign: small.spring, email: 'carla@example.org' })
  await post('/leads', { campaign: small.spring, email: 'carla@example.org.test' })
  await patch(`/campaigns/${small.spring}`, { name: 'Z' })
  const found = async (query: string) =>
    (await get(`/campaigns/search-by-contact?${query}`)).body.items.map(({ id }: { id: string }) => id)
  const carla = 'search=%20Carla@Example.org'
  t.same(new Set(await found(carla)), new Set([small.spring, small.summer]))
  // Documented: the oldest first.
  const ascending = await found(carla)
  t.strictSame(ascending, [small.spring, small.summer])
  t.strictSame(await found(`${carla}&limit=1`), ascending, 'there are no pages (a choice)')
  t.strictSame(await found(`${carla}&sort_order=desc`), ascending.toReversed())
  t.strictSame(await found(`${carla}&sort_column=moon`), ascending, 'an unknown column is passed over')
  t.strictSame(await found(`${carla}&sort_column=name`), [small.summer, small.spring])
  t.strictSame(await found(`${carla}&sort_column=name&sort_order=desc`), [small.spring, small.summer])
  t.strictSame(await found('search=carla'), [], 'part of an email')
  t.strictSame(await found('search='), [])
  t.strictSame(await found(''), [])
})

t.test('a campaign found by contact has no not_sending_status', async (t) => {
  const { get } = await startWithLog(t)
  t.ok((await get(`/campaigns/${small.summer}`)).body.not_sending_status, 'what is not told')
  const { body } = await get('/campaigns/search-by-contact?search=carla@example.org')
  t.match(body.items, [{ id: small.summer }])
  t.notOk('not_sending_status' in body.items[0])
  // A choice: whole campaigns, as in their list; documented: all of them at once.
  const { items } = (await get('/campaigns')).body
  t.strictSame(body, { items: items.filter(({ id }: { id: string }) => id === small.summer) })
})
