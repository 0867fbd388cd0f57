import type { Place, Waiting } from '../../resources/leads/queue.ts'
import type { Simulated } from '../simulated.ts'
import { type Esp, espOfLead, matchesLead, mayRoute } from './esp.ts'
import { companyIsFull, type Limits } from './limits.ts'
import { type Lines, waitingAt } from './lines.ts'
import type { Sender, Senders } from './senders.ts'
import { skipReason } from './skip.ts'
import { delayAfter, delayBefore, type Track } from './track.ts'
import { stepFrom } from './variant.ts'

/** The next lead for a sender: its place in the queue, the step, and when that is due. */
export type Candidate = { lead: Waiting; place: Place; step: number; due: number }

/** Why a waiting lead is not this sender's next one. */
export type Obstacle = 'company' | 'provider'

/** What a look knows about a track's leads. */
export type Search = {
  track: Track
  limits: Limits
  senders: Senders
  /** The providers of the usable senders. */
  esps: ReadonlySet<Esp>
  /** Senders that have left the campaign; any account may continue with their leads. */
  orphans: readonly string[]
  lines: Lines
  /** The skip reason, or undefined, of each lead examined so far. */
  reasons: Map<string, string | undefined>
  /** Leads to skip once they are due. */
  skipped: Map<string, { lead: Waiting; due: number; reason: string }>
  obstacles: Set<Obstacle>
  /** The number of emails sent per step, which decides the next variant. */
  turns: Map<number, number>
  /** By sender: when the first email is due that only the company's limit prevents. */
  blocked: Map<string, number>
  /** The next new lead, if it is the same for all senders. */
  fresh?: { candidate: Candidate | undefined }
}

/** The earliest follow-up or the next new lead; new leads come first if the campaign prefers them. */
export function nextFor(world: Simulated, search: Search, sender: Sender): Candidate | undefined {
  const { track, limits } = search
  const followUp = earliest(
    [sender.account.email, ...search.orphans].flatMap((owner) => followUpOf(world, search, sender, owner))
  )
  const fresh = limits.newLeads > 0 || track.subsequence ? newLead(world, search, sender) : undefined
  const now = world.clock.now()
  const isReady = (candidate: Candidate | undefined) => candidate !== undefined && candidate.due <= now
  if (track.campaign.prioritize_new_leads && isReady(fresh)) return fresh
  if (isReady(followUp)) return followUp
  return isReady(fresh) ? fresh : earliest([followUp, fresh].filter((candidate) => candidate !== undefined))
}

/** The next new lead for the sender, regardless of the limit of new leads. */
export function newLead(world: Simulated, search: Search, sender: Sender): Candidate | undefined {
  const { track } = search
  const step = stepFrom(track.steps, 0)
  if (step === undefined) return undefined
  const find = () => first(world, search, sender, placeOf(track, '', -1), step, delayBefore(track))
  if (isChoosy(track)) return find()
  search.fresh ??= { candidate: find() }
  return search.fresh.candidate
}

/** Whether the campaign restricts which sender may write to which lead. */
const isChoosy = ({ campaign: { match_lead_esp, provider_routing_rules } }: Track): boolean =>
  match_lead_esp === true || !!provider_routing_rules?.length

/** For each step, the lead of this owner whose next email is due first. */
function followUpOf(world: Simulated, search: Search, sender: Sender, owner: string): Candidate[] {
  return search.track.steps.flatMap((done, index) => {
    const step = stepFrom(search.track.steps, index + 1)
    if (step === undefined) return []
    const place = placeOf(search.track, owner, index)
    const candidate = first(world, search, sender, place, step, delayAfter(done))
    return candidate ? [candidate] : []
  })
}

/** The place in the queue of leads to which the sender has sent this step. */
export const placeOf = ({ campaign, subsequence }: Track, sender: string, step: number): Place => ({
  campaign: campaign.id,
  subsequence: subsequence?.id,
  sender,
  step
})

/** The first lead at this place that the sender may write to. */
function first(
  world: Simulated,
  search: Search,
  sender: Sender,
  place: Place,
  step: number,
  delay: number
): Candidate | undefined {
  for (const lead of waitingAt(world, search.lines, place)) {
    const due = lead.stepped_at + delay
    const reason = reasonOf(world, search, lead)
    if (reason) search.skipped.set(lead.id, { lead, due, reason })
    else if (suits(world, search, sender, lead, due)) return { lead, place, step, due }
  }
  return undefined
}

function reasonOf(world: Simulated, { track, reasons }: Search, lead: Waiting): string | undefined {
  if (!reasons.has(lead.id)) reasons.set(lead.id, skipReason(world, track, lead))
  return reasons.get(lead.id)
}

function suits(
  world: Simulated,
  { track, limits, esps, obstacles, blocked }: Search,
  sender: Sender,
  lead: Waiting,
  due: number
): boolean {
  const { match_lead_esp, provider_routing_rules = [] } = track.campaign
  const esp = espOfLead(lead.esp_code ?? undefined)
  if (
    (match_lead_esp && !matchesLead(sender.esp, esp, esps)) ||
    !mayRoute(provider_routing_rules, sender.esp, esp)
  ) {
    obstacles.add('provider')
    return false
  }
  if (companyIsFull(world, track, domainOf(lead), limits.dayBegan)) {
    obstacles.add('company')
    const { email } = sender.account
    blocked.set(email, Math.min(blocked.get(email) ?? Number.POSITIVE_INFINITY, due))
    return false
  }
  return true
}

const domainOf = ({ email }: Waiting) => String(email).replace(/^.*@/, '')

/** The candidate that is due first; ties are broken by lead id. */
function earliest(candidates: readonly Candidate[]): Candidate | undefined {
  const [best] = candidates.toSorted((a, b) => a.due - b.due || (a.lead.id < b.lead.id ? -1 : 1))
  return best
}
