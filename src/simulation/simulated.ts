import type { Accounts } from '../resources/accounts/store.ts'
import type { BlockListEntries } from '../resources/block-lists-entries/store.ts'
import type { Campaigns } from '../resources/campaigns/store.ts'
import type { CustomTagMappings } from '../resources/custom-tag-mappings/store.ts'
import type { Emails } from '../resources/emails/store.ts'
import type { Leads } from '../resources/leads/store.ts'
import type { Subsequences } from '../resources/subsequences/store.ts'
import type { World } from '../world/world.ts'

/** What the simulator works on: a world and the stores of the resources involved. */
export type Simulated = World & {
  accounts: Accounts
  blockListEntries: BlockListEntries
  campaigns: Campaigns
  customTagMappings: CustomTagMappings
  emails: Emails
  leads: Leads
  subsequences: Subsequences
}
