import type { Waiting } from '../../resources/leads/queue.ts'
import type { Simulated } from '../simulated.ts'
import { espOfLead, matchesLead, mayRoute } from './esp.ts'
import { companyIsFull, type Limits } from './limits.ts'
import type { Sender } from './senders.ts'
import { skipReason } from './skip.ts'
import { delayAfter, delayBefore, type Track } from './track.ts'
import { stepFrom } from './variant.ts'

/** A lead that is next for a sender: which step, and when that is due. */
export type Candidate = { lead: Waiting; step: number; due: number; isNew: boolean }

/** Why a lead that is there is not the sender's next one. */
export type Obstacle = 'company' | 'provider'

/** What one look at a track knows of its leads. */
export type Search = {
  track: Track
  limits: Limits
  senders: readonly Sender[]
  /** The senders whose leads any account may go on with: they have left the campaign. */
  orphans: readonly string[]
  /** Leads that will be skipped, when they are due. */
  skipped: Map<string, { lead: Waiting; due: number; reason: string }>
  obstacles: Set<Obstacle>
  /** How many emails of each step have gone: whose variant's turn it is. */
  turns: Map<number, number>
  /** By sender, when the first email is due that only its company's limit holds up. */
  blocked: Map<string, number>
  /** The next new lead, where it is the same for all senders. */
  fresh?: { candidate: Candidate | undefined }
}

/** The first is almost always the one; behind those that do not suit, many may not. */
const chunkAfter = (lead: Waiting | undefined) => (lead ? 50 : 1)

/** The follow-up that is due first, or the next new lead; new leads come first where the campaign prefers them. */
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

/** The next new lead for the sender, whatever the limit of new leads. */
export function newLead(world: Simulated, search: Search, sender: Sender): Candidate | undefined {
  const { track } = search
  const step = stepFrom(track.steps, 0)
  if (step === undefined) return undefined
  const find = () => first(world, search, sender, { owner: '', step: -1 }, step, delayBefore(track))
  if (isChoosy(track)) return find()
  search.fresh ??= { candidate: find() }
  return search.fresh.candidate
}

/** Whether who may write to a lead depends on both of them. */
const isChoosy = ({ campaign: { match_lead_esp, provider_routing_rules } }: Track): boolean =>
  match_lead_esp === true || !!provider_routing_rules?.length

/** Of each step whose next one this owner may send, the lead that is due first. */
function followUpOf(world: Simulated, search: Search, sender: Sender, owner: string): Candidate[] {
  return search.track.steps.flatMap((done, index) => {
    const step = stepFrom(search.track.steps, index + 1)
    if (step === undefined) return []
    const candidate = first(world, search, sender, { owner, step: index }, step, delayAfter(done))
    return candidate ? [candidate] : []
  })
}

type Place = { owner: string; step: number }

/** The first lead at that place of the queue that the sender may write to. */
function first(
  world: Simulated,
  search: Search,
  sender: Sender,
  { owner, step: at }: Place,
  step: number,
  delay: number
): Candidate | undefined {
  const { campaign, subsequence } = search.track
  let after: Waiting | undefined
  for (;;) {
    const place = { campaign: campaign.id, subsequence: subsequence?.id, sender: owner, step: at }
    const chunk = chunkAfter(after)
    const leads = world.leads.waiting(place, after, chunk)
    for (const lead of leads) {
      const due = lead.stepped_at + delay
      const reason = skipReason(world, search.track, lead)
      if (reason) search.skipped.set(lead.id, { lead, due, reason })
      else if (suits(world, search, sender, lead, due)) return { lead, step, due, isNew: at === -1 }
    }
    if (leads.length < chunk) return undefined
    after = leads.at(-1)
  }
}

function suits(
  world: Simulated,
  { track, limits, senders, obstacles, blocked }: Search,
  sender: Sender,
  lead: Waiting,
  due: number
): boolean {
  const { match_lead_esp, provider_routing_rules = [] } = track.campaign
  const esp = espOfLead(lead.esp_code ?? undefined)
  const all = new Set(senders.map((one) => one.esp))
  if (
    (match_lead_esp && !matchesLead(sender.esp, esp, all)) ||
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

/** The one that is due first, then by the id of the lead. */
function earliest(candidates: readonly Candidate[]): Candidate | undefined {
  const [best] = candidates.toSorted((a, b) => a.due - b.due || (a.lead.id < b.lead.id ? -1 : 1))
  return best
}
