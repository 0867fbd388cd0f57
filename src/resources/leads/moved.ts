import type { World } from '../../world/world.ts'
import type { MoveLeads } from './bulk.ts'
import { lastStep, reactions, timestamps } from './history.ts'
import type { Target } from './known.ts'
import type { Lead } from './schema.ts'
import { ACTIVE } from './status.ts'

/** A lead that enters a campaign becomes active, whatever it was (recorded), and starts at the first step (a choice). */
const begun = { list_id: null, status: ACTIVE, status_summary: {}, status_summary_subseq: undefined }

/** The changes of a moved lead; `payload` stays, and interest unless requested otherwise (choices). */
export const arrived = (target: Target, body: MoveLeads, now: string): Partial<Lead> => ({
  ...('campaign' in target ? { ...begun, ...target } : { ...target, campaign: null }),
  subsequence_id: null,
  timestamp_updated: now,
  ...(body.assigned_to && { assigned_to: body.assigned_to }),
  ...(body.reset_interest_status && { lt_interest_status: undefined, timestamp_last_interest_change: null })
})

const history = { ...timestamps, ...reactions, ...lastStep, last_contacted_from: 0, timestamp_last_touch: 0 }
const { timestamp_last_interest_change: _, ...happened } = history
const forgotten = Object.fromEntries(Object.keys(happened).map((name) => [name, null]))

/** A copy has a new id and counts of zero, because nothing has happened to it (a choice). */
export const copyOf = (world: World, lead: Lead, id: string, changes: Partial<Lead>): Lead => ({
  ...lead,
  ...forgotten,
  status_summary: {},
  status_summary_subseq: undefined,
  email_open_count: 0,
  email_reply_count: 0,
  email_click_count: 0,
  ...changes,
  id,
  timestamp_created: world.clock.timestamp()
})
