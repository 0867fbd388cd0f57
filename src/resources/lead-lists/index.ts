import type { Resource } from '../resource.ts'
import { LeadList } from './schema.ts'
import { seed } from './seed.ts'
import { collection, store, tables } from './store.ts'

export const leadLists = {
  name: 'lead_lists',
  key: 'id',
  keyFormat: 'uuid',
  tag: 'LeadList',
  entity: LeadList,
  tables,
  store,
  collection,
  seed
} satisfies Resource
