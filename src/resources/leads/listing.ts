import { where } from '../../world/conditions.ts'
import { idAscending, list, type Order } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { selectedBy } from './conditions.ts'
import type { ListLeads } from './requests.ts'
import type { Lead } from './schema.ts'

const emailAscending: Order = { by: 'email', key: 'email', direction: 'ASC', cursor: 'key' }

/** Searching reads the names alone, in the order of the ids; left to itself, SQLite may read the whole of each lead. */
const bySearch = { from: 'leads INDEXED BY leads_by_search' }

/** By id (recorded); or a lead for each email, by email (documented): the one with the lowest id (a choice). */
export function listLeads(world: World, query: ListLeads) {
  const filters = selectedBy(query, world.clock.now())
  // Undeclared keys are still in the body; `skip` is none of this list (reported live).
  const { limit, starting_after } = query
  const page = { limit, starting_after }
  if (query.distinct_contacts) {
    const { where: clause, values } = where([['same.email = leads.email'], ...filters])
    return list<Lead>(world, { from: 'leads' }, emailAscending, page, [
      [`id = (SELECT min(id) FROM leads AS same ${clause})`, ...values]
    ])
  }
  const isSearchAlone =
    query.search?.trim() && !query.campaign && !query.list_id && !query.ids && !query.contacts
  return list<Lead>(world, isSearchAlone ? bySearch : { from: 'leads' }, idAscending, page, filters)
}
