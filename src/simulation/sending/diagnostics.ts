import type { Static } from 'typebox'
import type { Diagnostics } from '../../resources/campaigns/analytics/diagnostics.ts'
import type { Simulated } from '../simulated.ts'
import type { Outlook } from './outlook.ts'
import type { Track } from './track.ts'
import { isOpen } from './window.ts'

type Tracking = { issue_since: number | null; loops_with_issue: number; healthy_at: number | null }

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** The result of a look at a campaign, in the service's form. */
export function diagnosticsOf(
  world: Simulated,
  track: Track,
  { code, search }: Outlook,
  { issue_since, loops_with_issue, healthy_at }: Tracking
): Static<typeof Diagnostics> {
  const { campaign, subsequence, schedule } = track
  const { limits, senders } = search
  const now = world.clock.now()
  const full = senders.usable.filter(({ isFull }) => isFull).length
  const resting = senders.usable.filter(({ freeAt, isFull }) => !isFull && freeAt > now).length
  const { daily_limit, daily_max_leads } = campaign
  return {
    campaign_id: campaign.id,
    ...(subsequence && { subsequence_id: subsequence.id }),
    last_updated: world.clock.timestamp(),
    status: code,
    issue_tracking: {
      current_status_code: code,
      issue_first_seen_at: instant(issue_since),
      consecutive_loops_with_issue: loops_with_issue,
      last_healthy_send_at: instant(healthy_at)
    },
    accounts_summary: {
      total_connected: senders.named.length,
      available: senders.usable.length - full - resting,
      unavailable: {
        daily_limit_hit: full,
        slow_ramp_limit_hit: 0,
        disconnected: senders.named.length - senders.usable.length,
        global_gap_not_met: resting
      }
    },
    ...(typeof daily_limit === 'number' && {
      campaign_daily_limit: {
        limit: daily_limit,
        sent: daily_limit - limits.emails,
        limit_hit: limits.emails === 0
      }
    }),
    new_lead_limit: {
      enabled: typeof daily_max_leads === 'number',
      limit: daily_max_leads ?? null,
      ...(typeof daily_max_leads === 'number' && {
        contacted: daily_max_leads - limits.newLeads,
        limit_hit: limits.newLeads === 0
      })
    },
    schedule_status: { in_schedule: isOpen(schedule, now) }
  }
}
