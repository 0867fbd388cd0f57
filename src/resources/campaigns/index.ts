import type { Resource } from '../resource.ts'
import { Campaign } from './schema.ts'
import { seed } from './seed.ts'
import { collection, store, tables } from './store.ts'

export const campaigns = {
  name: 'campaigns',
  key: 'id',
  tag: 'Campaign',
  entity: Campaign,
  tables,
  store,
  collection,
  seed
} satisfies Resource
