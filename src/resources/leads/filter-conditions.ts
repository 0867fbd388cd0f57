import type { newerLeadFilters } from '../../lead-filters.ts'
import type { Condition } from '../../world/conditions.ts'
import { isLabelled } from '../lead-labels/conditions.ts'
import type { LeadFilter } from './filter.ts'

/**
 * The condition of each filter. The names are documented. BOUNCED, CONTACTED and IN_SUBSEQUENCE are reported live, the
 * others follow the enums (a choice). Conditions repeat those of the partial indexes, so that SQLite uses them.
 */
const conditions = {
  FILTER_VAL_CONTACTED: 'is_contacted = 1',
  FILTER_VAL_NOT_CONTACTED: 'is_contacted = 0',
  FILTER_VAL_ACTIVE: 'status = 1',
  FILTER_VAL_COMPLETED: 'status = 3',
  FILTER_VAL_BOUNCED: 'status = -1',
  FILTER_VAL_UNSUBSCRIBED: 'status = -2',
  FILTER_VAL_SKIPPED: 'status = -3',
  FILTER_VAL_VALID: 'verification_status = 1',
  FILTER_VAL_INVALID: 'verification_status = -1',
  FILTER_VAL_RISKY: 'verification_status = -2',
  FILTER_VAL_IN_SUBSEQUENCE: 'subsequence_id IS NOT NULL',
  FILTER_VAL_REPLIED: 'email_reply_count > 0',
  FILTER_VAL_LINK_CLICKED: 'email_click_count > 0',
  FILTER_VAL_NO_OPENS: 'email_open_count = 0',
  FILTER_VAL_OPENED_NO_REPLY: 'email_open_count > 0 AND email_reply_count = 0',
  FILTER_VAL_COMPLETED_NO_REPLY: 'status = 3 AND email_reply_count = 0',
  FILTER_LEAD_INTERESTED: 'lt_interest_status = 1',
  FILTER_LEAD_MEETING_BOOKED: 'lt_interest_status = 2',
  FILTER_LEAD_MEETING_COMPLETED: 'lt_interest_status = 3',
  FILTER_LEAD_CLOSED: 'lt_interest_status = 4',
  FILTER_LEAD_OUT_OF_OFFICE: 'lt_interest_status = 0',
  FILTER_LEAD_NOT_INTERESTED: 'lt_interest_status = -1',
  FILTER_LEAD_WRONG_PERSON: 'lt_interest_status = -2',
  FILTER_LEAD_LOST: 'lt_interest_status = -3',
  FILTER_LEAD_NO_SHOW: 'lt_interest_status = -4',
  FILTER_LEAD_CUSTOM_LABEL_POSITIVE: isLabelled('lt_interest_status', 'positive'),
  FILTER_LEAD_CUSTOM_LABEL_NEGATIVE: isLabelled('lt_interest_status', 'negative')
} satisfies Record<LeadFilter, string>

const newer = {
  FILTER_VAL_CATCH_ALL: 'verification_status = -3',
  FILTER_VAL_NOT_VERIFIED: 'verification_status IS NULL'
} satisfies Record<(typeof newerLeadFilters)[number], string>

const known = new Map<string, string>(Object.entries({ ...conditions, ...newer }))

/** An unknown filter is ignored, so all leads are returned (reported live). */
export function passes(filter: string | undefined): Condition | undefined {
  const condition = known.get(filter ?? '')
  return condition === undefined ? undefined : [condition]
}
