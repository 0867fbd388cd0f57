import type { Resource } from '../resource.ts'
import { AccountCampaignMapping } from './schema.ts'
import { store, tables } from './store.ts'

export const accountCampaignMappings = {
  name: 'account_campaign_mappings',
  tag: 'AccountCampaignMapping',
  entity: AccountCampaignMapping,
  tables,
  store
} satisfies Resource
