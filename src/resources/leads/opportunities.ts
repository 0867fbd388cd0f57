import type { World } from '../../world/world.ts'
import type { Target } from './known.ts'
import type { Lead } from './schema.ts'

/**
 * Documented: a lead's opportunities move with it from campaign to campaign. They lose their step, because the emails
 * that they answer stay behind (a choice).
 */
export function carryOpportunities({ sql }: World, { id, campaign }: Lead, target: Target): void {
  if (!campaign || !('campaign' in target)) return
  sql(
    `UPDATE events SET campaign = ?, subsequence = NULL, step = NULL, variant = NULL
    WHERE lead = ? AND type = 'lead_interest_changed' AND campaign = ?`
  ).run(target.campaign, id, campaign)
}
