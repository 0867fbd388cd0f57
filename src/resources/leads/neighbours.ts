import type { BackgroundJobs } from '../background-jobs/store.ts'
import type { BlockListEntries } from '../block-lists-entries/store.ts'
import type { Campaigns } from '../campaigns/store.ts'
import type { LeadLists } from '../lead-lists/store.ts'
import type { Subsequences } from '../subsequences/store.ts'
import type { Lead } from './schema.ts'

/** What leads need from other resources. */
export type Neighbours = {
  campaigns: Pick<Campaigns, 'has' | 'learnVariables'>
  leadLists: Pick<LeadLists, 'has'>
  blockListEntries: Pick<BlockListEntries, 'isBlocked'>
  subsequences: Pick<Subsequences, 'has' | 'require' | 'noteLeads'>
  /** These depend on leads in turn, so their types are written out and they are looked up when called. */
  emails: {
    reassign(lead: string, to: Pick<Lead, 'id' | 'email'>): void
    showInterest(lead: string, interest: { ai_interest_value: number }): void
  }
  backgroundJobs: Pick<BackgroundJobs, 'start' | 'progress' | 'finish' | 'isRunning'>
}
