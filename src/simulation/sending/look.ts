import { LATEST } from '../../controls/clock/instant.ts'
import { ACTIVE, COMPLETED, RUNNING_SUBSEQUENCES, UNHEALTHY } from '../../resources/campaigns/status.ts'
import { SKIPPED } from '../../resources/leads/status.ts'
import { runs } from '../runs.ts'
import { settingsOf } from '../settings.ts'
import type { Simulated } from '../simulated.ts'
import { nextFor, type Search } from './candidates.ts'
import { leadEnded } from './lead-ended.ts'
import { lookBy } from './notes.ts'
import { byPatience, type Outlook, outlookOf } from './outlook.ts'
import { noteSent, searchAgain, searchOf } from './search.ts'
import { send } from './send.ts'
import { setStatus } from './set-status.ts'
import { isActive, type Track, trackOf } from './track.ts'
import { endOf, isOpen } from './window.ts'

/** After so many emails the look goes on as work of its own, so that other workspaces are served in between. */
const MOST = 50

/**
 * One look at a campaign or subsequence: sends what can be sent at this instant and schedules the next look. There is
 * no polling.
 */
export function look(world: Simulated, id: string): void {
  const track = trackOf(world, id)
  if (!track || !settingsOf(world).enabled || !runs(world).isLive(track) || !isActive(track)) return
  let sent = 0
  let skipped = 0
  for (;;) {
    const search = searchOf(world, track)
    sent += sendAll(world, search, MOST - sent)
    const outlook = outlookOf(world, track, searchAgain(search))
    const skips = skipDue(world, track, outlook)
    skipped += skips
    if (outlook.now && sent >= MOST) {
      lookBy(world, id, world.clock.now())
      return
    }
    if (outlook.now || skips > 0) continue
    runs(world).note(world, track, outlook, sent > 0)
    finish(world, track, outlook, sent + skipped > 0)
    return
  }
}

/**
 * Each free account, longest waiting first, sends one email, in rounds until none can or the most are sent.
 * @returns the number sent
 */
function sendAll(world: Simulated, search: Search, most: number): number {
  const now = world.clock.now()
  if (!isOpen(search.track.schedule, now)) return 0
  const { limits } = search
  let free = byPatience(search.senders.usable).filter(({ availableAt }) => availableAt <= now)
  let sent = 0
  const mayGoOn = () => limits.emails > 0 && sent < most
  while (free.length && mayGoOn()) {
    const still: typeof free = []
    for (const sender of free) {
      const candidate = mayGoOn() ? nextFor(world, search, sender) : undefined
      if (!candidate || candidate.due > now) continue
      send(world, search, sender, candidate)
      sent += 1
      const after = noteSent(world, search, sender, candidate)
      if (after.availableAt <= now) still.push(after)
    }
    free = still
  }
  return sent
}

/** Skips the leads that get no email, once they are due (a choice). @returns their number */
function skipDue(world: Simulated, { campaign, subsequence }: Track, { search }: Outlook): number {
  const now = world.clock.now()
  const due = [...search.skipped.values()].filter((skipped) => skipped.due <= now)
  const timestamp_updated = world.clock.timestamp()
  for (const { lead, reason } of due) {
    world.leads.update(lead.id, () => ({ status: SKIPPED, timestamp_updated }))
    world.events.emit({
      type: 'lead_skipped',
      campaign: campaign.id,
      subsequence: subsequence?.id,
      lead: lead.id,
      value: reason
    })
  }
  return due.length
}

/** Schedules or ends a track that has nothing to send at this instant. */
function finish(world: Simulated, track: Track, outlook: Outlook, didSomething: boolean): void {
  const { code, next, search } = outlook
  if (code === 'campaign_completed') {
    complete(world, track)
    return
  }
  const skips = [...search.skipped.values()].map(({ due }) => due)
  const isLackingSenders = code === 'no_accounts_available' || code === 'all_accounts_unhealthy'
  // An account held for maintenance recovers without intervention.
  if (isLackingSenders && !search.senders.someHeld && !track.subsequence) {
    setStatus(world, track.campaign.id, UNHEALTHY)
    return
  }
  const isWaiting = isLackingSenders || next !== undefined || skips.length > 0
  if (!isWaiting) finishLeads(world, track)
  const { campaign, subsequence } = track
  if (isWaiting || campaign.is_evergreen || world.leads.areLeft(campaign.id, subsequence?.id)) {
    // It ends on its last day, whatever leads are left.
    const again = Math.min(next ?? LATEST, ...skips, endOf(track.schedule))
    if (again < LATEST) lookBy(world, track.id, again)
    return
  }
  // Recorded: soon after the last lead finished, or at the first look if there were no leads.
  if (didSomething) lookBy(world, track.id, world.clock.now() + settingsOf(world).pickup)
  else complete(world, track)
}

/** Completes leads that have no step left because the sequence was shortened. */
function finishLeads(world: Simulated, { campaign, subsequence, steps }: Track): void {
  const last = steps.findLastIndex(({ variants }) => variants.some(({ v_disabled }) => !v_disabled))
  const timestamp_updated = world.clock.timestamp()
  for (const id of world.leads.beyond(campaign.id, subsequence?.id, last)) {
    world.leads.update(id, () => ({ status: COMPLETED, timestamp_updated }))
    leadEnded(world, { campaign: campaign.id, subsequence: subsequence?.id, lead: id })
  }
}

/** A campaign runs its subsequences while they have leads, and is completed after the last of them finishes. */
function complete(world: Simulated, { campaign, subsequence }: Track): void {
  const others = world.leads.areInSubsequences(campaign.id)
  const ends = subsequence ? campaign.status === RUNNING_SUBSEQUENCES : campaign.status === ACTIVE
  if (!ends || (subsequence && others)) return
  setStatus(world, campaign.id, others ? RUNNING_SUBSEQUENCES : COMPLETED)
  if (others || settingsOf(world).campaign_completed === 'lead') return
  world.events.emit({ type: 'campaign_completed', campaign: campaign.id })
}
