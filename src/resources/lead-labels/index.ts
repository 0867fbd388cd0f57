import type { Resource } from '../resource.ts'
import { nextNumber } from './numbers.ts'
import { LeadLabel } from './schema.ts'
import { seed } from './seed.ts'
import { collection, store, tables } from './store.ts'

export const leadLabels = {
  name: 'lead_labels',
  key: 'id',
  keyFormat: 'uuid',
  tag: 'LeadLabel',
  entity: LeadLabel,
  tables,
  store,
  collection,
  seed,
  defaults: {
    interest_status: ({ interest_status_label }, world) =>
      nextNumber(world, interest_status_label as LeadLabel['interest_status_label'])
  }
} satisfies Resource
