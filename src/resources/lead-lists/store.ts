import { collectionOf } from '../../world/collection.ts'
import { columnOf } from '../../world/columns.ts'
import { contains, equals } from '../../world/conditions.ts'
import { newestFirst } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import type { CreateLeadList, ListLeadLists, PatchLeadList, VerificationStats } from './requests.ts'
import { LeadList } from './schema.ts'
import { statsOf, type VerificationCount } from './stats.ts'

export const tables = `
  CREATE TABLE lead_lists (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    has_enrichment_task INTEGER NOT NULL,
    timestamp_created TEXT NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX lead_lists_by_time ON lead_lists (timestamp_created, id)`

export const collection = collectionOf({
  table: 'lead_lists',
  schema: LeadList,
  columns: ['name', 'timestamp_created'],
  computed: {
    has_enrichment_task: columnOf<LeadList>()(
      ['has_enrichment_task'],
      ({ has_enrichment_task }) => has_enrichment_task ?? false
    )
  }
})

type Neighbours = {
  leads: {
    /** The number of leads in the list with each verification status. */
    verificationCounts(list: string): VerificationCount[]
  }
}

export function store(world: World, { leads }: Neighbours) {
  const lists = collection(world)
  return {
    ...lists,
    list: (query: ListLeadLists) =>
      lists.list(newestFirst, query, [
        contains('name', query.search),
        equals('has_enrichment_task', query.has_enrichment_task)
      ]),
    /** Fields that were not sent stay absent (recorded). */
    create: (list: CreateLeadList) =>
      lists.insert({
        ...list,
        id: lists.freshId(),
        organization_id: world.organization,
        timestamp_created: world.clock.timestamp()
      }),
    patch: (id: string, changes: PatchLeadList) => lists.update(id, () => changes),
    verificationStats(id: string): VerificationStats {
      lists.read(id)
      return statsOf(leads.verificationCounts(id))
    }
  }
}

export type LeadLists = ReturnType<typeof store>
