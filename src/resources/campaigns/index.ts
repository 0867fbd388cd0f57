import type { Resource } from '../resource.ts'
import { Campaign, example } from './schema.ts'
import { seed } from './seed.ts'
import { DRAFT } from './status.ts'
import { collection, store, tables } from './store.ts'

export const campaigns = {
  name: 'campaigns',
  key: 'id',
  keyFormat: 'uuid',
  tag: 'Campaign',
  entity: Campaign,
  tables,
  store,
  collection,
  seed,
  defaults: { status: () => DRAFT, campaign_schedule: () => example.campaign_schedule }
} satisfies Resource
