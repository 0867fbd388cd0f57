import { accountCampaignMappings } from './account-campaign-mappings/index.ts'
import { campaigns } from './campaigns/index.ts'
import { customTagMappings } from './custom-tag-mappings/index.ts'
import { customTags } from './custom-tags/index.ts'

/** Every resource that is built: the table of contents. A resource may refer to the tables of those before it. */
export const resources = { campaigns, customTags, customTagMappings, accountCampaignMappings }
