import { type Filters, where } from '../../world/conditions.ts'
import { idAscending, list, type Order } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { selectedBy } from './conditions.ts'
import type { ListLeads } from './requests.ts'
import type { Lead } from './schema.ts'

const emailAscending: Order = { by: 'email', key: 'email', direction: 'ASC', cursor: 'key' }

/** By id (recorded); or one lead per email, by email (documented): the one with the lowest id (a choice). */
export function listLeads(world: World, query: ListLeads) {
  // Undeclared fields are still in the body; this list has no `skip` (reported live).
  const { limit, starting_after } = query
  const page = { limit, starting_after }
  const filters = selectedBy(query, world.clock.now())
  const source = { from: `leads ${indexFor(query)}` }
  return query.distinct_contacts
    ? list<Lead>(world, source, emailAscending, page, [...filters, isFirst(filters)])
    : list<Lead>(world, source, idAscending, page, filters)
}

/** It has the lowest id among the matching leads with its email. */
function isFirst(filters: Filters): [string, ...unknown[]] {
  const { where: clause, values } = where([['same.email = leads.email'], ...filters])
  return [`id = (SELECT min(id) FROM leads AS same INDEXED BY leads_by_email ${clause})`, ...values]
}

/**
 * Estimates for SQLite: a campaign contains fewer leads than a status does, and searching within it requires reading
 * only the names.
 */
function indexFor({ campaign, list_id, ids, contacts, search, distinct_contacts }: ListLeads): string {
  if (ids || contacts) return ''
  if (campaign) return 'INDEXED BY leads_by_campaign'
  if (list_id) return 'INDEXED BY leads_by_list'
  return search?.trim() && !distinct_contacts ? 'INDEXED BY leads_by_search' : ''
}
