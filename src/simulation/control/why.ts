import { LATEST } from '../../controls/clock/instant.ts'
import { ApiError } from '../../errors.ts'
import { type SendingCode, sendingMessages } from '../../resources/campaigns/analytics/sending-codes.ts'
import { runs } from '../runs.ts'
import type { Search } from '../sending/candidates.ts'
import { ACTIVATED, nextLook } from '../sending/notes.ts'
import { outlookOf } from '../sending/outlook.ts'
import { numberOf } from '../sending/sending-status.ts'
import { isActive, type Track, trackOf } from '../sending/track.ts'
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
  const { next, search, ...outlook } = outlookOf(world, track)
  const { limits, senders } = search
  const { enabled } = settingsOf(world)
  return {
    status: (track.subsequence ?? track.campaign).status,
    is_live: isLive,
    reason: standstill(track, isLive, enabled) ?? reasonOf(world, search, outlook.code),
    next_at: isLive && enabled ? instant(nextEmail(world, track, next)) : null,
    senders: senders.named.map((email) => {
      const usable = senders.usable.find(({ account }) => account.email === email)
      return {
        account: email,
        usable: usable !== undefined,
        available_at: usable ? instant(Math.max(usable.availableAt, world.clock.now())) : null,
        is_full: usable?.isFull ?? false
      }
    }),
    left_today: { emails: finite(limits.emails), new_leads: finite(limits.newLeads) },
    leads: world.leads.byStatus(track.campaign.id)
  }
}

/** Why a campaign does not send that the service would let send. */
function standstill(track: Track, isLive: boolean, enabled: boolean): Why['reason'] | undefined {
  const because = (code: string, message: string) => ({ code, number: null, message })
  if (!isActive(track)) return undefined
  if (!isLive)
    return because('never_activated', 'Campaign came with the data and is static until the API activates it')
  return enabled ? undefined : because('simulation_disabled', 'The simulation is disabled: no campaign sends')
}

/** Leads that are left may wait for the account that wrote to them first. */
function reasonOf(world: Simulated, { track, senders }: Search, code: SendingCode): Why['reason'] {
  const number = numberOf(code) ?? null
  const usable = new Set(senders.usable.map(({ account }) => account.email))
  const awaited =
    code === 'waiting_for_leads'
      ? world.leads.senders(track.campaign.id, track.subsequence?.id).filter((email) => !usable.has(email))
      : []
  if (!awaited.length) return { code, number, message: sendingMessages[code] }
  const message = `The leads that are left wait for the account that wrote to them first, and it cannot send: ${awaited.join(', ')}`
  return { code, number, message }
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
