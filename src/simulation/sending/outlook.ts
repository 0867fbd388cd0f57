import type { SendingCode } from '../../resources/campaigns/analytics/sending-codes.ts'
import type { Simulated } from '../simulated.ts'
import { type Candidate, newLead, nextFor, type Search } from './candidates.ts'
import { searchOf } from './search.ts'
import type { Sender } from './senders.ts'
import { isActive, type Track } from './track.ts'
import { isOpen, isOver, nextOpening } from './window.ts'

/** A track's situation: what it can send now, or why it cannot, and when it can next. */
export type Outlook = {
  code: SendingCode
  /** The email that can be sent now. */
  now?: { sender: Sender; candidate: Candidate }
  /** When the next email will be sent if nothing changes; undefined if never. */
  next?: number
  search: Search
}

/** The reasons that follow from the campaign's status alone (documented names). */
const byStatus: Record<number, SendingCode> = {
  0: 'campaign_draft',
  2: 'campaign_paused',
  3: 'campaign_completed',
  4: 'campaign_running_subsequences',
  '-1': 'campaign_accounts_unhealthy',
  '-2': 'campaign_bounce_protect',
  '-99': 'campaign_account_suspended'
}

/** The email that can be sent, or else the first reason that applies. */
export function outlookOf(world: Simulated, track: Track, search = searchOf(world, track)): Outlook {
  const { senders } = search
  const because = (code: SendingCode, next?: number): Outlook => ({ code, next, search })
  if (!isActive(track))
    return because(byStatus[(track.subsequence ?? track.campaign).status] ?? 'campaign_paused')
  if (isOver(track.schedule, world.clock.now())) return because('campaign_completed')
  if (senders.named.length === 0) return because('no_accounts_available')
  if (senders.usable.length === 0) return because('all_accounts_unhealthy')
  return fromLeads(world, search, because)
}

function fromLeads(
  world: Simulated,
  search: Search,
  because: (code: SendingCode, next?: number) => Outlook
): Outlook {
  const { track, limits } = search
  const now = world.clock.now()
  const waiting = byPatience(search.senders.usable).map((sender) => ({
    sender,
    candidate: nextFor(world, search, sender)
  }))
  const nextOf = ({ sender, candidate }: (typeof waiting)[number]) =>
    momentOf(world, search, sender, candidate)
  const moments = waiting.flatMap((pair) => nextOf(pair) ?? [])
  const next = moments.length ? Math.min(...moments) : undefined
  if (!isOpen(track.schedule, now)) return because('out_of_schedule', next)
  const isNewHeldBack =
    limits.newLeads === 0 && search.senders.usable.some((sender) => newLead(world, search, sender))
  const isIdle = waiting.every(({ candidate }) => candidate === undefined)
  if (isIdle && !isNewHeldBack && !search.obstacles.size) return because('waiting_for_leads')
  if (limits.emails === 0) return because('daily_limit_met', next)
  if (search.senders.usable.every(({ isFull }) => isFull)) return because('account_daily_limit_met', next)
  const ready = waiting.find(
    ({ sender, candidate }) => candidate && candidate.due <= now && sender.availableAt <= now
  )
  if (ready?.candidate) {
    return { ...because('healthy', now), now: { sender: ready.sender, candidate: ready.candidate } }
  }
  const isAnyDue = waiting.some(({ candidate }) => candidate && candidate.due <= now)
  if (isAnyDue) return because('healthy', next)
  if (isNewHeldBack) return because('new_lead_limit_met', next)
  if (search.obstacles.has('company')) return because('domain_limit_reached', next)
  if (search.obstacles.has('provider')) return because('waiting_for_esp_match', next)
  return because('follow_up_delay_not_met', next)
}

/** Longest waiting first. */
export const byPatience = (senders: readonly Sender[]): Sender[] =>
  senders.toSorted((a, b) => a.past.last - b.past.last || (a.account.email < b.account.email ? -1 : 1))

/** When this sender's next email will be sent, considering gaps, due steps, limits and schedules. */
function momentOf(
  world: Simulated,
  search: Search,
  sender: Sender,
  candidate: Candidate | undefined
): number | undefined {
  const { track, limits } = search
  const now = world.clock.now()
  if (!limits.everEmails || sender.availableAt === Number.POSITIVE_INFINITY) return undefined
  const moments: number[] = []
  const tomorrow = (at: number) => (limits.emails === 0 ? Math.max(at, limits.dayEnds) : at)
  if (candidate) moments.push(tomorrow(Math.max(candidate.due, sender.availableAt, now)))
  if (limits.newLeads === 0 && limits.everNewLeads) {
    const fresh = newLead(world, search, sender)
    if (fresh) moments.push(Math.max(fresh.due, sender.availableAt, limits.dayEnds))
  }
  // A company's limit is free again tomorrow.
  const blocked = search.blocked.get(sender.account.email)
  if (blocked !== undefined) moments.push(Math.max(blocked, sender.availableAt, limits.dayEnds))
  const openings = moments.flatMap((at) => nextOpening(track.schedule, at) ?? [])
  return openings.length ? Math.min(...openings) : undefined
}
