import { equals } from '../../world/conditions.ts'
import { list, newestFirst } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { addressOf } from '../address.ts'
import { sendsFrom } from '../campaigns/senders.ts'
import type { AccountCampaignMapping, ListAccountCampaignMappings } from './schema.ts'

/** The campaigns that name an account among their senders; nothing else is stored. */
export const tables = `
  CREATE VIEW account_campaign_mappings AS
    SELECT email, id, senders, timestamp_created, json_object(
      'campaign_id', id, 'campaign_name', name, 'timestamp_created', timestamp_created, 'status', status
    ) AS document FROM campaign_senders`

export const store = (world: World) => ({
  list: (email: string, { limit = 10, starting_after }: ListAccountCampaignMappings) =>
    list<AccountCampaignMapping>(
      world,
      { from: 'account_campaign_mappings' },
      newestFirst,
      { limit: Math.min(Math.max(Math.trunc(limit), 1), 100), starting_after },
      [sendsFrom(addressOf(email)), equals('email', addressOf(email))]
    )
})
