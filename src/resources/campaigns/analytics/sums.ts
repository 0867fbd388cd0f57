import { type Filters, where } from '../../../world/conditions.ts'
import type { EventType } from '../../../world/events.ts'
import type { World } from '../../../world/world.ts'
import type { Period } from './period.ts'
import { rowsOf } from './rows.ts'
import type { CampaignAnalytics } from './schema.ts'
import { isActivity, sum } from './tally.ts'

/** The log's figures for campaigns. */
export type Sums = Omit<
  CampaignAnalytics[number],
  | `campaign_${'name' | 'id' | 'status' | 'is_evergreen'}`
  | 'leads_count'
  | 'completed_count'
  | `total_opportunit${'ies' | 'y_value'}`
>

/** Total, unique by lead, and unique by lead and step (documented; automatic replies do not count, reported live). */
const inThreeWays = (name: string, type: EventType) => `
  ${sum('events', type)} AS ${name},
  ${sum('leads', type)} AS ${name}_unique,
  ${sum('steps', type)} AS ${name}_unique_by_step`

const SUMS = `
  ${sum('events', 'email_sent')} AS emails_sent_count,
  ${sum('leads', 'email_sent')} AS contacted_count,
  ${sum('firsts', 'email_sent')} AS new_leads_contacted_count,
  ${inThreeWays('open_count', 'email_opened')},
  ${inThreeWays('reply_count', 'reply_received')},
  ${inThreeWays('reply_count_automatic', 'auto_reply_received')},
  ${inThreeWays('link_click_count', 'link_clicked')},
  ${sum('leads', 'email_bounced')} AS bounced_count,
  ${sum('leads', 'lead_unsubscribed')} AS unsubscribed_count`

/** A subsequence's steps differ from its campaign's; not needed for sent emails. */
const STEP = `iif(type = 'email_sent', NULL, coalesce(subsequence, '') || '/' || coalesce(step, ''))`

/**
 * A tally per type and campaign. A lead counts once per campaign. Adding up here saves the sums above from checking the
 * type of each lead's tally.
 */
function tallies(scope: Filters, { from, to }: Period) {
  const { where: clause, values } = where([...scope, isActivity])
  const text = `
    SELECT campaign, type, sum(events) AS events, sum(steps) AS steps, sum(events > 0) AS leads,
      sum(first BETWEEN ? AND ?) AS firsts
    FROM (
      SELECT campaign, type, min(at) AS first, count(*) FILTER (WHERE at BETWEEN ? AND ?) AS events,
        count(DISTINCT iif(at BETWEEN ? AND ?, ${STEP}, NULL)) AS steps
      FROM events ${clause} GROUP BY campaign, type, lead)
    GROUP BY campaign, type`
  return { text, values: [from, to, from, to, from, to, ...values] }
}

/** The sums of each campaign with events in the period. */
export function sumsOfEach(world: World, scope: Filters, period: Period) {
  const { text, values } = tallies(scope, period)
  return rowsOf<Sums & { campaign: string }>(
    world,
    `SELECT campaign, ${SUMS} FROM (${text}) WHERE campaign IS NOT NULL
    GROUP BY campaign HAVING sum(events) > 0 ORDER BY campaign DESC`,
    values
  )
}

/** The sums of all campaigns together. */
export function sumsOfAll(world: World, scope: Filters, period: Period): Partial<Sums> {
  const { text, values } = tallies(scope, period)
  return { ...rowsOf<Sums>(world, `SELECT ${SUMS} FROM (${text})`, values)[0] }
}
