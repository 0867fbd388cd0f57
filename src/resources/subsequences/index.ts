import { DRAFT } from '../campaigns/status.ts'
import type { Resource } from '../resource.ts'
import { CampaignSubsequence } from './schema.ts'
import { seed } from './seed.ts'
import { collection, store, tables } from './store.ts'

export const subsequences = {
  name: 'subsequences',
  key: 'id',
  tag: 'CampaignSubsequence',
  entity: CampaignSubsequence,
  tables,
  store,
  collection,
  seed,
  defaults: {
    status: () => DRAFT,
    conditions: () => ({}),
    timestamp_leads_updated: ({ timestamp_created }) => timestamp_created
  }
} satisfies Resource
