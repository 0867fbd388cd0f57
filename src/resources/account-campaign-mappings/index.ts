import type { Room } from '../room.ts'
import { routes } from './routes.ts'
import { AccountCampaignMapping } from './schema.ts'
import { store } from './store.ts'

export const accountCampaignMappings = {
  name: 'account_campaign_mappings',
  entity: AccountCampaignMapping,
  store,
  routes
} satisfies Room
