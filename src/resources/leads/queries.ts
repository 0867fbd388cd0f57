import type { Condition } from '../../world/conditions.ts'
import type { EventType } from '../../world/events.ts'
import type { LeadQuery } from './selection.ts'

type Values = LeadQuery['values']
type Kind = { event: EventType; latest: string; count: string }

const kinds: Partial<Record<LeadQuery['actionType'], Kind>> = {
  reply: { event: 'reply_received', latest: 'timestamp_last_reply', count: 'email_reply_count' },
  'email-open': { event: 'email_opened', latest: 'timestamp_last_open', count: 'email_open_count' },
  'link-click': { event: 'link_clicked', latest: 'timestamp_last_click', count: 'email_click_count' },
  'last-contacted': { event: 'email_sent', latest: 'timestamp_last_contact', count: 'is_contacted' }
}

const DAY = 86_400_000
/** The last instant with a four-digit year. */
const END_OF_TIME = Date.UTC(10_000, 0) - 1

/** The condition for a query of a smart view: its form is documented, its meaning a choice. */
export function meets({ actionType, values }: LeadQuery, now: number): Condition | undefined {
  const days = values['occurrence-days']
  const since = days === undefined ? undefined : Math.min(Math.max(now - days * DAY, 0), END_OF_TIME)
  const kind = kinds[actionType]
  if (kind) return occurred(kind, values['occurrence-count'], since)
  return actionType === 'lead-status' ? hasInterest(values['lead-status']) : changedSince(since)
}

function occurred(kind: Kind, wanted: Values['occurrence-count'] = {}, since: number | undefined): Condition {
  const { condition = 'more', count = condition === 'more' ? 0 : 1 } = wanted
  const [more, ...values] = happened(kind, since, '>', count)
  if (condition === 'more') return [more, ...values]
  const [atLeast, ...leastValues] = happened(kind, since, '>=', count)
  if (condition === 'less') return [`NOT (${atLeast})`, ...leastValues]
  return [`(${atLeast}) AND NOT (${more})`, ...leastValues, ...values]
}

/** Uses the event log, or the lead itself if imported without a log. The log is counted once for all leads. */
function happened(
  { event, latest, count }: Kind,
  since: number | undefined,
  compares: '>' | '>=',
  times: number
): Condition {
  if (compares === '>' ? times < 0 : times <= 0) return ['true']
  const counted = since === undefined ? count : `coalesce(${latest} >= ?, 0)`
  // Leads without such an event are not read: there is an index of the others.
  const ever = `${count} > 0 OR ${latest} IS NOT NULL`
  const logged = `SELECT lead FROM events WHERE type = '${event}' AND at >= ? GROUP BY lead HAVING count(*) ${compares} ?`
  return [
    `(${ever}) AND (${counted} ${compares} ? OR id IN (${logged}))`,
    ...(since === undefined ? [] : [new Date(since).toISOString()]),
    times,
    since ?? 0,
    times
  ]
}

function hasInterest({
  status,
  condition = 'is'
}: NonNullable<Values['lead-status']> = {}): Condition | undefined {
  if (status === undefined) return undefined
  return [`lt_interest_status ${condition === 'is' ? 'IS' : 'IS NOT'} ?`, status]
}

const changedSince = (since: number | undefined): Condition =>
  since === undefined
    ? ['timestamp_last_interest_change IS NOT NULL']
    : ['timestamp_last_interest_change >= ?', new Date(since).toISOString()]
