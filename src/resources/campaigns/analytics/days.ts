import { type Filters, where } from '../../../world/conditions.ts'
import type { World } from '../../../world/world.ts'
import type { Period } from './period.ts'
import { rowsOf } from './rows.ts'
import { date, day, type Engagement, engagementOf, isActivity, sum } from './tally.ts'

type Day = Engagement & { date: string; contacted: number; new_leads_contacted: number }

/**
 * The log's figures per day. Unique counts belong to the day of the lead's first such event, so that the days add up to
 * the total (a choice).
 */
export function daysInLog(world: World, scope: Filters, { from, to }: Period): Day[] {
  const { where: clause, values } = where([...scope, isActivity])
  const { where: inPeriod } = where([...scope, isActivity, ['at BETWEEN ? AND ?']])
  return rowsOf(
    world,
    `SELECT ${date} AS date, ${engagementOf('firsts')},
      ${sum('leads', 'email_sent')} AS contacted, ${sum('firsts', 'email_sent')} AS new_leads_contacted
    FROM (
      SELECT ${day('at')} AS day, type, count(*) AS events,
        count(DISTINCT iif(type = 'email_sent', lead, NULL)) AS leads, 0 AS firsts
      FROM events ${inPeriod} GROUP BY day, type
      UNION ALL
      SELECT ${day('first')} AS day, type, 0, 0, count(*) FROM (
        SELECT type, min(at) AS first FROM events ${clause} GROUP BY campaign, type, lead)
      WHERE first BETWEEN ? AND ? GROUP BY day, type)
    GROUP BY day`,
    [...values, from, to, ...values, from, to]
  )
}
