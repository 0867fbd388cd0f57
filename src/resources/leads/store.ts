import { badRequest } from '../../errors.ts'
import type { JsonDocument } from '../../world/document.ts'
import type { World } from '../../world/world.ts'
import { adding } from './adding.ts'
import { assigning } from './assigning.ts'
import { changing } from './changing.ts'
import { creating } from './creating.ts'
import { deleting } from './deleting.ts'
import { figuresOf } from './figures.ts'
import { interestOf } from './interest.ts'
import { keptInterest } from './kept-interest.ts'
import { listLeads } from './listing.ts'
import { lookingUp } from './looking-up.ts'
import { moveSlices } from './move-slices.ts'
import { moving } from './moving.ts'
import type { Neighbours } from './neighbours.ts'
import { queueOf } from './queue.ts'
import type { ListLeads, MergeLeads } from './requests.ts'
import type { Lead } from './schema.ts'
import { subsequenceOf } from './subsequence.ts'
import { collection } from './tables.ts'
import { verificationOfLeads } from './verification.ts'

export function store(world: World, neighbours: Neighbours) {
  const leads = collection(world)
  return {
    ...leads,
    create: creating(world, leads, neighbours),
    add: adding(world, leads, neighbours),
    list: (query: ListLeads) => listLeads(world, query),
    patch: changing(world, leads, neighbours),
    ...deleting(world, leads, neighbours),
    ...interestOf(world, leads, neighbours),
    keepsInterest: keptInterest(world).keepsInterest,
    ...assigning(world, leads),
    ...subsequenceOf(world, leads, neighbours),
    move: moving(world, neighbours),
    moveSlice: moveSlices(world, leads, neighbours),
    lookUpProviders: lookingUp(world, leads),
    ...verificationOfLeads(world, leads),
    ...figuresOf(world, leads),
    ...queueOf(world),

    /** Only the target's timestamp changes, and the other lead stays listed (recorded); its emails move (a choice). */
    merge({ lead_id, destination_lead_id }: MergeLeads): JsonDocument<Lead> {
      if (lead_id === destination_lead_id) throw badRequest('Cannot merge a lead with itself')
      leads.require(lead_id)
      return world.transaction(() => {
        const merged = leads.update(destination_lead_id, ({ timestamp_updated }) => ({
          timestamp_updated: world.clock.timestampAfter(timestamp_updated)
        }))
        neighbours.emails.reassign(lead_id, merged.value)
        return merged
      })
    }
  }
}

export type Leads = ReturnType<typeof store>
