import type { World } from '../../world/world.ts'
import { sendingChanged } from '../campaigns/sending-changed.ts'
import type { MoveLeads } from './bulk.ts'
import { knownLeads, type Target } from './known.ts'
import { type MoveRows, moveRows, type Outcome } from './move-rows.ts'
import { arrived, copyOf } from './moved.ts'
import type { Neighbours } from './neighbours.ts'
import { carryOpportunities } from './opportunities.ts'
import { variablesOf } from './person.ts'
import type { Lead } from './schema.ts'
import { noting } from './subsequence.ts'
import type { LeadCollection } from './tables.ts'
import { destinationOf, isThere, type TargetNeighbours } from './targets.ts'

type SliceNeighbours = TargetNeighbours & Pick<Neighbours, 'blockListEntries' | 'subsequences'>

type Terms = { target: Target; body: MoveLeads; begun: string }

/** How many leads to move before serving other workspaces. */
const SLICE = 100

/** Moves a job's next leads. Each slice is one transaction, so a kill between two loses and repeats nothing. */
export function moveSlices(world: World, leads: LeadCollection, neighbours: SliceNeighbours) {
  const { schedule, clock } = world
  const { backgroundJobs, campaigns } = neighbours
  const rows = moveRows(world)
  const outcomeOf = outcomes(world, neighbours)
  const note = noting(neighbours)

  const place = (lead: Lead, { target, body, begun }: Terms): Lead => {
    const changes = arrived(target, body, begun)
    if (body.copy_leads) return leads.insert(copyOf(world, lead, leads.freshId(), changes)).value
    note(lead.subsequence_id)
    sendingChanged(world, lead.campaign, lead.subsequence_id)
    if (!body.reset_interest_status) carryOpportunities(world, lead, target)
    return leads.update(lead.id, () => changes).value
  }
  /** The lead in its present state, if it moves. */
  const move = (job: string, id: string, terms: Terms): Lead | undefined => {
    const lead = leads.has(id) ? leads.require(id) : undefined
    const outcome = lead ? outcomeOf(lead, terms) : 'gone'
    rows.note(job, id, outcome, lead?.email ?? null)
    return lead && outcome === 'moved' ? place(lead, terms) : undefined
  }

  return (job: string): void => {
    const { body, begun, total, done } = rows.terms(job)
    const target = destinationOf(body)
    const waiting = rows.next(job, SLICE)
    if (!waiting.length) {
      backgroundJobs.finish(job, { ...reportOf(rows, job, target), total_leads: total })
      rows.end(job)
      return
    }
    const moved = waiting.flatMap((id) => move(job, id, { target, body, begun }) ?? [])
    if ('campaign' in target && moved.length)
      campaigns.learnVariables(target.campaign, [...new Set(moved.flatMap(variablesOf))])
    sendingChanged(world, ...moved.map(({ campaign }) => campaign))
    rows.advance(job, waiting.length)
    backgroundJobs.progress(job, Math.floor((100 * (done + waiting.length)) / total), {})
    schedule.add({ task: 'move_leads', argument: job, due: clock.now() })
  }
}

function outcomes(world: World, neighbours: SliceNeighbours) {
  const { blockListEntries } = neighbours
  const known = knownLeads(world)
  return ({ id, email }: Lead, { target, body }: Terms): Outcome => {
    if (!isThere(neighbours, target)) return 'gone'
    if ('campaign' in target && !email) return 'leads_missing_email'
    if (!email) return 'moved'
    if ('campaign' in target && blockListEntries.isBlocked(email)) return 'ignored_leads_from_blocklist'
    if (body.check_duplicates && known.inTarget(email, target)) return 'duplicated_leads'
    const others = body.check_duplicates_in_campaigns && known.inOtherCampaign(email, id, target)
    return others ? 'leads_in_other_campaigns' : 'moved'
  }
}

/** The maximum number of emails that a job lists (documented). */
const MOST_EMAILS = 10_000

/** Recorded: between lists, leads without an email are not counted. */
const reportOf = (rows: MoveRows, job: string, target: Target) => ({
  moved_lead_emails: rows.emails(job, MOST_EMAILS),
  moved_leads: rows.count(job, 'moved'),
  duplicated_leads: rows.count(job, 'duplicated_leads'),
  leads_missing_email: 'campaign' in target ? rows.count(job, 'leads_missing_email') : null,
  leads_in_other_campaigns: rows.count(job, 'leads_in_other_campaigns'),
  ignored_leads_from_blocklist: rows.count(job, 'ignored_leads_from_blocklist')
})
