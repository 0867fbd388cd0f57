import type { BackgroundJobs } from '../background-jobs/store.ts'
import type { BlockListEntries } from '../block-lists-entries/store.ts'
import type { Campaigns } from '../campaigns/store.ts'
import type { LeadLists } from '../lead-lists/store.ts'
import type { Subsequences } from '../subsequences/store.ts'

/** What leads ask of their neighbours. */
export type Neighbours = {
  campaigns: Pick<Campaigns, 'has' | 'learnVariables'>
  leadLists: Pick<LeadLists, 'has'>
  blockListEntries: Pick<BlockListEntries, 'isBlocked'>
  subsequences: Pick<Subsequences, 'has' | 'require' | 'noteLeads'>
  backgroundJobs: Pick<BackgroundJobs, 'start' | 'progress' | 'finish' | 'isRunning'>
}
