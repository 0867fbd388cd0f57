import type { JsonDocument } from '../../world/document.ts'
import type { World } from '../../world/world.ts'
import { tellInterest, withInterest } from './interest.ts'
import type { Neighbours } from './neighbours.ts'
import { changedPayload, variablesOf } from './person.ts'
import type { PatchLead } from './requests.ts'
import type { Lead } from './schema.ts'
import type { LeadCollection } from './tables.ts'

/** Changes a lead and updates its payload; custom variables are merged (recorded). */
export function changing(world: World, leads: LeadCollection, { campaigns }: Pick<Neighbours, 'campaigns'>) {
  return (id: string, { custom_variables, ...changes }: PatchLead): JsonDocument<Lead> =>
    world.transaction(() => {
      const { lt_interest_status: interest } = changes
      const document = leads.update(id, (lead) => ({
        ...changes,
        ...(interest !== undefined && withInterest(world, lead, interest)),
        payload: changedPayload(lead, changes, custom_variables),
        timestamp_updated: world.clock.timestampAfter(lead.timestamp_updated)
      }))
      const lead = document.value
      if (interest !== undefined) tellInterest(world, lead, interest)
      if (lead.campaign) campaigns.learnVariables(lead.campaign, variablesOf(lead))
      return document
    })
}
