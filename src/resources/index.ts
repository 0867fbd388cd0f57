import { accountCampaignMappings } from './account-campaign-mappings/index.ts'
import { campaigns } from './campaigns/index.ts'
import { customTagMappings } from './custom-tag-mappings/index.ts'
import { customTags } from './custom-tags/index.ts'

/** Every room that is built: the table of contents. A room may refer to the tables of those before it. */
export const rooms = { campaigns, customTags, customTagMappings, accountCampaignMappings }
