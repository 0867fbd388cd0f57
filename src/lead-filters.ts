/** The filters of leads and their meanings. */
export const leadFilters = {
  FILTER_VAL_CONTACTED: 'written to at least once',
  FILTER_VAL_NOT_CONTACTED: 'never written to',
  FILTER_VAL_COMPLETED: 'completed',
  FILTER_VAL_UNSUBSCRIBED: 'unsubscribed',
  FILTER_VAL_ACTIVE: 'active',
  FILTER_LEAD_INTERESTED: 'interested',
  FILTER_LEAD_NOT_INTERESTED: 'not interested',
  FILTER_LEAD_MEETING_BOOKED: 'meeting booked',
  FILTER_LEAD_MEETING_COMPLETED: 'meeting completed',
  FILTER_LEAD_CLOSED: 'won',
  FILTER_LEAD_OUT_OF_OFFICE: 'out of office',
  FILTER_LEAD_WRONG_PERSON: 'wrong person',
  FILTER_LEAD_LOST: 'lost',
  FILTER_LEAD_NO_SHOW: 'no show',
  FILTER_LEAD_CUSTOM_LABEL_POSITIVE: 'with a positive label',
  FILTER_LEAD_CUSTOM_LABEL_NEGATIVE: 'with a negative label',
  FILTER_VAL_BOUNCED: 'bounced',
  FILTER_VAL_SKIPPED: 'skipped',
  FILTER_VAL_RISKY: 'with a risky address',
  FILTER_VAL_INVALID: 'with an invalid address',
  FILTER_VAL_VALID: 'with a verified address',
  FILTER_VAL_IN_SUBSEQUENCE: 'in a subsequence',
  FILTER_VAL_OPENED_NO_REPLY: 'opened an email, never replied',
  FILTER_VAL_COMPLETED_NO_REPLY: 'completed without a reply',
  FILTER_VAL_NO_OPENS: 'never opened an email',
  FILTER_VAL_REPLIED: 'replied',
  FILTER_VAL_LINK_CLICKED: 'clicked a link'
}

/** In newer documents than the published one. */
export const newerLeadFilters = ['FILTER_VAL_CATCH_ALL', 'FILTER_VAL_NOT_VERIFIED'] as const

const known = new Set<string>([...Object.keys(leadFilters), ...newerLeadFilters])

export const isLeadFilter = (text: string) => known.has(text)
