import type { World } from '../../../world/world.ts'
import { rowsOf } from './rows.ts'
import { date, day } from './tally.ts'

/** What was sent, answered and returned on one day of a campaign, in UTC. */
export type DayOfCampaign = { campaign: string; date: string; sent: number; replies: number; bounced: number }

/** The days of each campaign, or of one; the API's daily analytics have no bounces, and add campaigns up. */
export const daysByCampaign = (world: World, campaign?: string): DayOfCampaign[] =>
  rowsOf(
    world,
    `SELECT campaign, ${date} AS date, sum(type = 'email_sent') AS sent, sum(type = 'reply_received') AS replies,
      sum(type = 'email_bounced') AS bounced
    FROM (
      SELECT campaign, ${day('at')} AS day, type FROM events
      WHERE ${campaign === undefined ? 'campaign IS NOT NULL' : 'campaign = ?'}
        AND type IN ('email_sent', 'reply_received', 'email_bounced'))
    GROUP BY campaign, day`,
    campaign === undefined ? [] : [campaign]
  )
