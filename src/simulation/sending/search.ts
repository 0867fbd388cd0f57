import type { Simulated } from '../simulated.ts'
import { type Candidate, placeOf, type Search } from './candidates.ts'
import { limitsOf } from './limits.ts'
import { enter, leave } from './lines.ts'
import { afterSending, type Sender, sendersOf } from './senders.ts'
import type { Track } from './track.ts'
import { stepFrom } from './variant.ts'

/** The track's senders, limits and leads at this instant. */
export function searchOf(world: Simulated, track: Track): Search {
  const owners = world.leads.senders(track.campaign.id, track.subsequence?.id)
  const senders = sendersOf(world, track)
  return {
    track,
    limits: limitsOf(world, track),
    senders,
    esps: new Set(senders.usable.map(({ esp }) => esp)),
    orphans: owners.filter((email) => !senders.named.includes(email)),
    lines: new Map(),
    reasons: new Map(),
    skipped: new Map(),
    obstacles: new Set(),
    turns: new Map(),
    blocked: new Map()
  }
}

/** The same data for another search, without the previous search's findings. */
export const searchAgain = (search: Search): Search => ({
  ...search,
  skipped: new Map(),
  obstacles: new Set(),
  blocked: new Map(),
  fresh: undefined
})

/** Updates the search after an email was sent. @returns the sender's new state */
export function noteSent(world: Simulated, search: Search, sender: Sender, sent: Candidate): Sender {
  const { track, limits, lines, senders } = search
  const { lead, place, step } = sent
  // A limit may be a fraction.
  limits.emails = Math.max(limits.emails - 1, 0)
  if (place.step === -1) limits.newLeads -= 1
  leave(lines, place, lead)
  if (stepFrom(track.steps, step + 1) !== undefined) {
    const stepped_at = Date.parse(world.clock.timestamp())
    enter(lines, placeOf(track, sender.account.email, step), { ...lead, stepped_at })
  }
  // Any email may exhaust a company's limit.
  search.fresh = undefined
  const after = afterSending(world, track, sender)
  senders.usable = senders.usable.map((one) => (one === sender ? after : one))
  return after
}
