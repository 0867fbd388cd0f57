import { LATEST } from '../../controls/clock/instant.ts'
import { ApiError } from '../../errors.ts'
import { sendingMessages } from '../../resources/campaigns/analytics/sending-codes.ts'
import { runs } from '../runs.ts'
import { ACTIVATED, nextLook } from '../sending/notes.ts'
import { outlookOf } from '../sending/outlook.ts'
import { numberOf } from '../sending/sending-status.ts'
import { type Track, trackOf } from '../sending/track.ts'
import { nextOpening } from '../sending/window.ts'
import { settingsOf } from '../settings.ts'
import type { Simulated } from '../simulated.ts'
import type { Why } from './schema.ts'

const instant = (at = LATEST) => (at < LATEST ? new Date(at).toISOString() : null)
const finite = (left: number) => (left === Number.POSITIVE_INFINITY ? null : left)

/**
 * Why a campaign or subsequence is sending or not, right now.
 * @throws ApiError 404 if there is no such campaign or subsequence
 */
export function why(world: Simulated, id: string): Why {
  const track = trackOf(world, id)
  if (!track) throw new ApiError(404, `There is no campaign or subsequence ${id}`)
  const isLive = runs(world).isLive(track) || isActivated(world, track)
  const { code, next, search } = outlookOf(world, track)
  const { limits, senders } = search
  return {
    status: (track.subsequence ?? track.campaign).status,
    is_live: isLive,
    reason: { code, number: numberOf(code) ?? null, message: sendingMessages[code] },
    next_at: isLive && settingsOf(world).enabled ? instant(nextEmail(world, track, next)) : null,
    senders: senders.named.map((email) => {
      const usable = senders.usable.find(({ account }) => account.email === email)
      return {
        account: email,
        usable: usable !== undefined,
        available_at: instant(usable?.availableAt),
        is_full: usable?.isFull ?? false
      }
    }),
    left_today: { emails: finite(limits.emails), new_leads: finite(limits.newLeads) },
    leads: world.leads.byStatus(track.campaign.id)
  }
}

/** Nothing is sent before the next look, which a recent change may have put off. */
function nextEmail(world: Simulated, track: Track, next: number | undefined): number | undefined {
  const look = nextLook(world, track)
  if (next === undefined || look === undefined) return undefined
  return nextOpening(track.schedule, Math.max(next, look))
}

/** Activated so recently that the activation has not been handled yet. */
const isActivated = ({ schedule }: Simulated, { id, campaign }: Track): boolean =>
  [id, campaign.id].some((each) => schedule.dueOf(ACTIVATED, each) !== undefined)
