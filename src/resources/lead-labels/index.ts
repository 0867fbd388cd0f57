import type { Resource } from '../resource.ts'
import { LeadLabel } from './schema.ts'
import { seed } from './seed.ts'
import { collection, store, tables } from './store.ts'

export const leadLabels = {
  name: 'lead_labels',
  key: 'id',
  tag: 'LeadLabel',
  entity: LeadLabel,
  tables,
  store,
  collection,
  seed
} satisfies Resource
