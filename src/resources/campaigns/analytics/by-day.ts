import type { World } from '../../../world/world.ts'
import { rowsOf } from './rows.ts'
import { date, day } from './tally.ts'

/** What was sent, answered and returned on one day, in UTC. */
export type DayOfCampaign = { date: string; sent: number; replies: number; bounced: number }

/** The days of a campaign on which anything was; the API's daily analytics have no bounces. */
export const daysOfCampaign = (world: World, campaign: string): DayOfCampaign[] =>
  rowsOf(
    world,
    `SELECT ${date} AS date, sum(type = 'email_sent') AS sent, sum(type = 'reply_received') AS replies,
      sum(type = 'email_bounced') AS bounced
    FROM (
      SELECT ${day('at')} AS day, type FROM events
      WHERE campaign = ? AND type IN ('email_sent', 'reply_received', 'email_bounced'))
    GROUP BY day ORDER BY day`,
    [campaign]
  )
