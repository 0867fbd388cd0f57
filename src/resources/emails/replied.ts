import type { World } from '../../world/world.ts'
import type { Lead } from '../leads/schema.ts'
import { ACTIVE, COMPLETED, PAUSED } from '../leads/status.ts'
import type { Neighbours } from './neighbours.ts'
import type { Email } from './schema.ts'

const OUT_OF_OFFICE = 0

type Place = { step?: number; variant?: number }

/** The consequences of a reply for its lead, and the events. */
export function replies({ clock, events }: World, { campaigns, leads }: Neighbours) {
  /** Campaigns may stop for a lead that replies; they do not by default. */
  const ends = ({ campaign, status }: Lead, isAutomatic: boolean): boolean => {
    if (!campaign || !campaigns.has(campaign) || (status !== ACTIVE && status !== PAUSED)) return false
    const { stop_on_reply, stop_on_auto_reply } = campaigns.require(campaign)
    return (isAutomatic ? stop_on_auto_reply : stop_on_reply) === true
  }
  const counted = (lead: Lead, { step, variant }: Place, now: string): Partial<Lead> => ({
    email_reply_count: lead.email_reply_count + 1,
    email_replied_step: step ?? lead.email_replied_step,
    email_replied_variant: variant ?? lead.email_replied_variant,
    timestamp_last_reply: now,
    timestamp_last_touch: now
  })

  const mayChange = ({ id, lt_interest_status }: Lead) =>
    typeof lt_interest_status !== 'number' && !leads.keepsInterest(id)

  return (email: Email, lead: Lead | undefined): void => {
    const isAutomatic = email.is_auto_reply === 1
    const [, step, variant] = email.step?.split('_').map(Number) ?? []
    const told = {
      campaign: email.campaign_id ?? undefined,
      subsequence: email.subsequence_id ?? undefined,
      lead: email.lead_id ?? undefined,
      account: email.eaccount,
      email: email.id
    }
    // An automatic reply sets a lead without an interest to out of office; it is not counted (a choice).
    const isNowAway = isAutomatic && lead !== undefined && mayChange(lead)
    if (lead) {
      leads.update(lead.id, (lead) => {
        const now = clock.timestampAfter(lead.timestamp_updated)
        return {
          timestamp_updated: now,
          ...(!isAutomatic && counted(lead, { step, variant }, now)),
          ...(isNowAway && { lt_interest_status: OUT_OF_OFFICE, timestamp_last_interest_change: now }),
          ...(ends(lead, isAutomatic) && { status: COMPLETED })
        }
      })
    }
    events.emit({ ...told, type: isAutomatic ? 'auto_reply_received' : 'reply_received', step, variant })
    if (isNowAway) events.emit({ ...told, type: 'lead_interest_changed', value: OUT_OF_OFFICE })
  }
}
