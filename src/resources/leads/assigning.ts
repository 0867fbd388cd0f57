import { ApiError } from '../../errors.ts'
import { where } from '../../world/conditions.ts'
import type { World } from '../../world/world.ts'
import type { AssignLeads } from './bulk.ts'
import { limitOf, selectedBy } from './conditions.ts'
import type { LeadCollection } from './tables.ts'

/** How many leads to assign before serving other workspaces. */
const SLICE = 100

/** The remaining work: the next user, and the lead after which to continue. */
type Assignment = { body: AssignLeads; after: string; assigned: number }

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

const accepted = { status: 'accepted', message: 'Your request will be processed in a background job' }

/** Assigns leads to users in turn, in the order of the leads' ids (a choice). */
export function assigning(world: World, leads: LeadCollection) {
  const { sql, schedule, clock } = world

  const addTask = (assignment: Assignment): void =>
    schedule.add({ task: 'assign_leads', argument: JSON.stringify(assignment), due: clock.now() })

  return {
    assign(body: AssignLeads) {
      // Workspace members are not implemented: any possible id is accepted.
      if (!body.organization_user_ids.every((id) => UUID.test(id)))
        throw new ApiError(400, 'Invalid ID on `organization_user_ids` field')
      addTask({ body, after: '', assigned: 0 })
      return accepted
    },
    assignSlice(argument: string): void {
      const { body, after, assigned }: Assignment = JSON.parse(argument)
      const users = body.organization_user_ids
      const most = limitOf(body)
      const size = most === -1 ? SLICE : Math.min(SLICE, most - assigned)
      const { where: clause, values } = where([
        ...selectedBy({ ...body, organization_user_ids: undefined }, clock.now()),
        ['id > ?', after]
      ])
      const ids = sql(`SELECT id FROM leads ${clause} ORDER BY id LIMIT ?`)
        .pluck()
        .all(...values, size)
        .map(String)
      for (const [turn, id] of ids.entries()) {
        leads.update(id, ({ timestamp_updated }) => ({
          assigned_to: users[(assigned + turn) % users.length],
          timestamp_updated: clock.timestampAfter(timestamp_updated)
        }))
      }
      const last = ids.at(-1)
      if (last !== undefined) addTask({ body, after: last, assigned: assigned + ids.length })
    }
  }
}
