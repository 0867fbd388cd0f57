import { badRequest } from '../../errors.ts'
import type { JsonDocument } from '../../world/document.ts'
import type { World } from '../../world/world.ts'
import { addressOf, isAddress } from './address.ts'
import { knownLeads, type Target } from './known.ts'
import { lookUpLater } from './later.ts'
import { newSingleLead } from './making.ts'
import type { Neighbours } from './neighbours.ts'
import { variablesOf } from './person.ts'
import { planIsFull, quotaOf } from './quota.ts'
import type { CreateLead } from './requests.ts'
import type { Lead } from './schema.ts'
import type { LeadCollection } from './tables.ts'
import { requireTarget } from './targets.ts'

type CreateNeighbours = Pick<Neighbours, 'campaigns' | 'leadLists' | 'blockListEntries' | 'backgroundJobs'>

/** Creates a lead in a campaign, in a list, or in neither (recorded). If both are given, in the campaign (a choice). */
export function creating(world: World, leads: LeadCollection, neighbours: CreateNeighbours) {
  const known = knownLeads(world)
  const quota = quotaOf(world)

  return (given: CreateLead): JsonDocument<Lead> => {
    const target = targetOf(given)
    const email = requireReachable(given, target)
    if (target) requireTarget(neighbours, target)
    if (email && neighbours.blockListEntries.isBlocked(email)) throw badRequest('Lead is in the blocklist')
    // A known lead is returned unchanged: in this campaign (recorded), in this list, or skipped (a choice).
    const found = email && ((target && known.inTarget(email, target)) ?? known.skipped(email, given))
    if (found) return leads.read(found)
    if (given.campaign && quota.remaining() === 0) throw planIsFull()
    return world.transaction(() => {
      const lead = newSingleLead(world, leads.freshId(), { ...given, email })
      const document = leads.insert(lead)
      if (given.campaign) neighbours.campaigns.learnVariables(given.campaign, variablesOf(lead))
      lookUpLater(world, [lead], given.verify_leads_on_import)
      return document
    })
  }
}

function targetOf({ campaign, list_id }: CreateLead): Target | undefined {
  if (campaign) return { campaign }
  return list_id ? { list_id } : undefined
}

/** The email in its stored form. @throws the service's 400 if the lead cannot be identified (texts a choice) */
function requireReachable(given: CreateLead, target: Target | undefined): string | undefined {
  const email = addressOf(given.email)
  if (email !== undefined && !isAddress(email)) throw badRequest('Invalid email')
  if (email !== undefined || !target) return email
  // Documented: a campaign requires an email, a list one of the three.
  if ('campaign' in target) throw badRequest('Email is required')
  if (!given.first_name && !given.last_name)
    throw badRequest('At least one of email, first_name, last_name is required')
  return undefined
}
