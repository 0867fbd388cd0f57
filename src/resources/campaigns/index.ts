import type { Resource } from '../resource.ts'
import { Campaign } from './schema.ts'
import { seed } from './seed.ts'
import { store, tables } from './store.ts'

export const campaigns = { name: 'campaigns', entity: Campaign, tables, store, seed } satisfies Resource
