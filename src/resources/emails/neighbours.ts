import type { Accounts } from '../accounts/store.ts'
import type { Campaigns } from '../campaigns/store.ts'
import type { Leads } from '../leads/store.ts'

/** What emails need from other resources. */
export type Neighbours = {
  accounts: Pick<Accounts, 'has' | 'require'>
  campaigns: Pick<Campaigns, 'has' | 'require'>
  leads: Pick<Leads, 'has' | 'require' | 'update' | 'keepsInterest'>
}
