import type { World } from '../../world/world.ts'
import { daysOf } from '../campaigns/analytics/period.ts'
import type { SubsequenceStepAnalyticsQuery } from '../campaigns/analytics/requests.ts'
import { rowsOf } from '../campaigns/analytics/rows.ts'
import type { SubsequenceStepAnalytics } from '../campaigns/analytics/schema.ts'
import { within } from '../campaigns/analytics/scope.ts'
import { stepsInLog } from '../campaigns/analytics/steps.ts'
import { sum } from '../campaigns/analytics/tally.ts'
import type { SubsequenceAnalytics } from './requests.ts'
import type { CampaignSubsequence } from './schema.ts'

const COUNTS = `SELECT subsequence AS subsequence_id, ${sum('events', 'email_sent')} AS emails_sent,
    ${sum('leads', 'email_opened')} AS unique_opens, ${sum('leads', 'reply_received')} AS unique_replies
  FROM (
    SELECT subsequence, type, count(*) AS events, count(DISTINCT lead) AS leads
    FROM events WHERE campaign = ? AND subsequence IS NOT NULL GROUP BY subsequence, type)
  GROUP BY subsequence`

const nothing = { emails_sent: 0, unique_opens: 0, unique_replies: 0 }

/** A row for each of the campaign's subsequences, including those that sent nothing (a choice). */
export function analyticsOf(world: World, campaign: string, subsequences: string[]): SubsequenceAnalytics {
  const rows = rowsOf<SubsequenceAnalytics[number]>(world, COUNTS, [campaign])
  const counts = new Map(rows.map((row) => [row.subsequence_id, row]))
  return subsequences.map((id) => counts.get(id) ?? { subsequence_id: id, ...nothing })
}

/** Only this subsequence, in whole days (documented). */
export const stepAnalyticsOf = (
  world: World,
  { id, parent_campaign }: CampaignSubsequence,
  query: SubsequenceStepAnalyticsQuery
): SubsequenceStepAnalytics =>
  stepsInLog(world, [['campaign = ?', parent_campaign], ['subsequence = ?', id], within(daysOf(query))])
