import { notFound } from '../../errors.ts'
import { type SendingCode, sendingMessages } from '../../resources/campaigns/analytics/sending-codes.ts'
import type { SendingStatus } from '../../resources/campaigns/analytics/sending-status.ts'
import { runs } from '../runs.ts'
import type { Simulated } from '../simulated.ts'
import { outlookOf } from './outlook.ts'
import { trackOf } from './track.ts'

const STOPPED = 99

/** The value of `not_sending_status` for each reason; 99 was recorded, the others are documented. */
const numbers: Partial<Record<SendingCode, number>> = {
  campaign_account_suspended: STOPPED,
  campaign_bounce_protect: STOPPED,
  campaign_accounts_unhealthy: STOPPED,
  no_accounts_available: STOPPED,
  all_accounts_unhealthy: STOPPED,
  out_of_schedule: 1,
  waiting_for_leads: 2,
  new_lead_limit_met: 2,
  domain_limit_reached: 2,
  waiting_for_esp_match: 2,
  follow_up_delay_not_met: 2,
  daily_limit_met: 3,
  account_daily_limit_met: 4
}

export const numberOf = (code: SendingCode): number | undefined => numbers[code]

/** What resources ask the simulator: why a campaign or subsequence is not sending. */
export const sendingOf = (world: Simulated) => ({
  /**
   * The number of the reason why a campaign activated here is not sending; null if nothing prevents it. Undefined for a
   * static campaign, which shows its stored value.
   */
  notSendingStatus(id: string): number | null | undefined {
    const track = runs(world).find(id) && trackOf(world, id)
    if (!track) return undefined
    return numbers[outlookOf(world, track).code] ?? null
  },
  /** @throws ApiError 404 if there is no such campaign or subsequence */
  status(id: string, withSummary = false): SendingStatus {
    const track = trackOf(world, id)
    if (!track) throw notFound()
    const { code } = outlookOf(world, track)
    const run = runs(world).find(id)
    return {
      diagnostics: run?.diagnostics ? JSON.parse(run.diagnostics) : null,
      summary: {
        status: code,
        status_message: sendingMessages[code],
        issue_started_at: instant(code === 'healthy' ? null : run?.issue_since),
        last_healthy_send_at: instant(run?.healthy_at),
        ai_summary: withSummary ? `${sendingMessages[code]}.` : null
      }
    }
  }
})

export type Sending = ReturnType<typeof sendingOf>

const instant = (at: number | null | undefined) =>
  typeof at === 'number' ? new Date(at).toISOString() : null
