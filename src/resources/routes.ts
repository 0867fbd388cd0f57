import type { Routes } from '../http/routes.ts'
import { routes as accountCampaignMappings } from './account-campaign-mappings/routes.ts'
import { routes as accounts } from './accounts/routes.ts'
import { routes as backgroundJobs } from './background-jobs/routes.ts'
import { routes as blockListEntries } from './block-lists-entries/routes.ts'
import { routes as campaigns } from './campaigns/routes.ts'
import { routes as customTagMappings } from './custom-tag-mappings/routes.ts'
import { routes as customTags } from './custom-tags/routes.ts'
import { routes as emailVerifications } from './email-verification/routes.ts'
import { routes as emails } from './emails/routes.ts'
import { routes as leadLabels } from './lead-labels/routes.ts'
import { routes as leadLists } from './lead-lists/routes.ts'
import { routes as leads } from './leads/routes.ts'
import { routes as subsequences } from './subsequences/routes.ts'
import { routes as webhookEvents } from './webhook-events/routes.ts'
import { routes as webhooks } from './webhooks/routes.ts'

/** The routes of all implemented resources. */
export const routes: Routes[] = [
  accounts,
  campaigns,
  customTags,
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
]
