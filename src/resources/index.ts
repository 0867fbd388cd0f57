import { accountCampaignMappings } from './account-campaign-mappings/index.ts'
import { accounts } from './accounts/index.ts'
import { backgroundJobs } from './background-jobs/index.ts'
import { blockListEntries } from './block-lists-entries/index.ts'
import { campaigns } from './campaigns/index.ts'
import { customTagMappings } from './custom-tag-mappings/index.ts'
import { customTags } from './custom-tags/index.ts'
import { emailVerifications } from './email-verification/index.ts'
import { emails } from './emails/index.ts'
import { leadLabels } from './lead-labels/index.ts'
import { leadLists } from './lead-lists/index.ts'
import { leads } from './leads/index.ts'
import type { Resource } from './resource.ts'
import { subsequences } from './subsequences/index.ts'
import { webhookEvents } from './webhook-events/index.ts'
import { webhooks } from './webhooks/index.ts'

/** All implemented resources. Each may refer to the tables of those before it, and seed from their entities. */
export const resources = {
  customTags,
  accounts,
  campaigns,
  customTagMappings,
  accountCampaignMappings,
  backgroundJobs,
  blockListEntries,
  leadLists,
  leadLabels,
  subsequences,
  leads,
  emails,
  emailVerifications,
  webhooks,
  webhookEvents
}

type Resources = typeof resources

/** The resources with entities, by their names in a workspace. */
export type KeptName = {
  [Name in keyof Resources]: Resources[Name] extends { key: string } ? Name : never
}[keyof Resources]

export type KeptResource = Resource & Required<Pick<Resource, 'key' | 'collection'>>

const isKept = (entry: [string, Resource]): entry is [KeptName, KeptResource] =>
  entry[1].collection !== undefined

export const keptResources = Object.entries<Resource>(resources).filter(isKept)
