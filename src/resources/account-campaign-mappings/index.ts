import type { Resource } from '../resource.ts'
import { AccountCampaignMapping } from './schema.ts'
import { store } from './store.ts'

export const accountCampaignMappings = {
  name: 'account_campaign_mappings',
  entity: AccountCampaignMapping,
  store
} satisfies Resource
