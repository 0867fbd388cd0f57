import { ApiError } from '../../errors.ts'
import { isAmong, where } from '../../world/conditions.ts'
import type { World } from '../../world/world.ts'
import { addressOf } from '../address.ts'
import { DAY, daysOf, type Period } from '../campaigns/analytics/period.ts'
import { rowsOf } from '../campaigns/analytics/rows.ts'
import { named, within } from '../campaigns/analytics/scope.ts'
import { date, day, engagementOf, isActivity, sum } from '../campaigns/analytics/tally.ts'
import type { DailyAnalytics, DailyAnalyticsQuery } from './analytics.ts'

/** The default number of days (documented). */
const MOST_ACCOUNTS = 200
const MOST_DAYS = 31
const DAYS = 30

const tooLarge = () =>
  new ApiError(
    413,
    'Analytics request is too large for this workspace. Add an emails filter or request a smaller date range.'
  )

function periodOf(world: World, { start_date, end_date }: DailyAnalyticsQuery): Period {
  const last = end_date || world.clock.timestamp()
  const { to } = daysOf({ end_date: last })
  const period = daysOf({
    start_date: start_date || new Date(to + 1 - DAYS * DAY).toISOString(),
    end_date: last
  })
  if (period.to - period.from > MOST_DAYS * DAY) throw tooLarge()
  return period
}

/** The first event of its type for its lead in the campaign, whatever the account. */
const IS_FIRST = `NOT EXISTS (SELECT 1 FROM events AS earlier WHERE earlier.campaign IS event.campaign
  AND earlier.type = event.type AND earlier.lead = event.lead
  AND (earlier.at, earlier.number) < (event.at, event.number))`

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

/** The log's figures per account and day, by date, then email; `all` is the number of accounts. */
export function dailyAnalytics(world: World, query: DailyAnalyticsQuery, all: () => number): DailyAnalytics {
  const accounts = named(query.emails?.map(addressOf))
  if ((accounts?.length ?? all()) > MOST_ACCOUNTS) throw tooLarge()
  const { where: clause, values } = where([
    ['account IS NOT NULL'],
    isAmong('account', accounts),
    within(periodOf(world, query)),
    isActivity
  ])
  const rows = rowsOf<DailyAnalytics[number]>(
    world,
    `SELECT ${date} AS date, account AS email_account, ${engagementOf('firsts')},
      ${sum('events', 'email_bounced')} AS bounced,
      ${sum('leads', 'email_sent')} AS contacted,
      ${sum('firsts', 'email_sent')} AS new_leads_contacted
    FROM (
      SELECT ${day('at')} AS day, account, type, count(*) AS events, count(DISTINCT lead) AS leads,
        total(${IS_FIRST}) AS firsts
      FROM events AS event ${clause} GROUP BY day, account, type)
    GROUP BY day, account ORDER BY day, account`,
    values
  )
  const [first] = rows
  // Recorded: a row without an account precedes the others.
  return first ? [{ date: first.date, email_account: '', ...zeros }, ...rows] : []
}
