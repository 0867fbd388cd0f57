import { badRequest } from '../../errors.ts'
import type { World } from '../../world/world.ts'
import type { AddedLead, AddedLeads, AddLeads, LeadToAdd } from './add.ts'
import { addressOf, isAddress } from './address.ts'
import { knownLeads, type Target } from './known.ts'
import { lookUpLater } from './later.ts'
import { newLead } from './making.ts'
import type { Neighbours } from './neighbours.ts'
import { variablesOf } from './person.ts'
import { planIsFull, quotaOf } from './quota.ts'
import type { Lead } from './schema.ts'
import type { LeadCollection } from './tables.ts'
import { requireTarget } from './targets.ts'

type AddNeighbours = Pick<Neighbours, 'campaigns' | 'leadLists' | 'blockListEntries' | 'backgroundJobs'>

const noneYet = {
  leads_uploaded: 0,
  in_blocklist: 0,
  duplicated_leads: 0,
  skipped_count: 0,
  invalid_email_count: 0,
  incomplete_count: 0,
  duplicate_email_count: 0
}
type Verdict = keyof typeof noneYet

/** Adds up to a thousand leads at once. Each is counted under the first result that applies, so the counts add up. */
export function adding(world: World, leads: LeadCollection, neighbours: AddNeighbours) {
  const known = knownLeads(world)
  const quota = quotaOf(world)

  const verdictOf = (lead: LeadToAdd, target: Target, seen: Set<string>, body: AddLeads): Verdict => {
    const email = addressOf(lead.email)
    if (email === undefined && 'list_id' in target)
      return lead.first_name || lead.last_name ? 'leads_uploaded' : 'incomplete_count'
    if (email === undefined || !isAddress(email)) return 'invalid_email_count'
    if (seen.has(email)) return 'duplicate_email_count'
    seen.add(email)
    if (neighbours.blockListEntries.isBlocked(email)) return 'in_blocklist'
    if (known.inTarget(email, target) !== undefined) return 'duplicated_leads'
    return known.skipped(email, body) === undefined ? 'leads_uploaded' : 'skipped_count'
  }

  const upload = (body: AddLeads, target: Target): AddedLeads => {
    const counts = { ...noneYet }
    const added: { index: number; lead: Lead }[] = []
    const seen = new Set<string>()
    const capacity = 'campaign' in target ? quota.remaining() : Infinity
    for (const [index, { custom_variables, ...given }] of body.leads.entries()) {
      const verdict = verdictOf(given, target, seen, body)
      const isOver = verdict === 'leads_uploaded' && added.length === capacity
      if (isOver && capacity === 0) throw planIsFull()
      counts[isOver ? 'skipped_count' : verdict] += 1
      if (isOver || verdict !== 'leads_uploaded') continue
      const { verify_leads_on_import, assigned_to } = body
      const fields = { assigned_to, ...given, ...target, verify_leads_on_import }
      const lead = newLead(world, leads.freshId(), fields, custom_variables)
      leads.insert(lead)
      added.push({ index, lead })
    }
    const made = added.map(({ lead }) => lead)
    if ('campaign' in target)
      neighbours.campaigns.learnVariables(target.campaign, [...new Set(made.flatMap(variablesOf))])
    lookUpLater(world, made, body.verify_leads_on_import)
    return {
      status: 'success',
      total_sent: body.leads.length,
      ...counts,
      blocklist_used: body.blocklist_id ?? null,
      remaining_in_plan: 'campaign' in target ? capacity - added.length : null,
      created_leads: added.map(addedLead)
    }
  }

  return (body: AddLeads): AddedLeads => {
    const target = targetOf(body)
    requireTarget(neighbours, target)
    return world.transaction(() => upload(body, target))
  }
}

/** The text is a choice. */
function targetOf({ campaign_id, list_id }: AddLeads): Target {
  if (campaign_id && !list_id) return { campaign: campaign_id }
  if (list_id && !campaign_id) return { list_id }
  throw badRequest('Either campaign_id or list_id must be provided, but not both')
}

/** Only variables with a value (a choice). */
function addedLead({ index, lead }: { index: number; lead: Lead }): AddedLead {
  const { id, email, first_name, last_name, phone } = lead
  return {
    index,
    id,
    email: email || undefined,
    first_name: first_name || undefined,
    last_name: last_name || undefined,
    phone: phone || undefined
  }
}
