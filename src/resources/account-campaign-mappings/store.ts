import { pageByTime } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import type { AccountCampaignMapping, ListAccountCampaignMappings } from './schema.ts'

const SELECT = `SELECT campaigns.id AS id, timestamp_created, json_object(
  'campaign_id', campaigns.id, 'campaign_name', name, 'timestamp_created', timestamp_created, 'status', status
  ) AS document
  FROM campaign_senders JOIN campaigns ON campaigns.id = campaign_id`

/** The campaigns that name an account among their senders; there is nothing else to store. */
export const store = (world: World) => ({
  list: (email: string, { limit = 10, starting_after }: ListAccountCampaignMappings) =>
    pageByTime<AccountCampaignMapping>(
      world,
      SELECT,
      { limit: Math.min(Math.max(Math.trunc(limit), 1), 100), starting_after },
      { 'email = ?': email }
    )
})
