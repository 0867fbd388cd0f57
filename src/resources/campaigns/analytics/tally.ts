import type { Condition } from '../../../world/conditions.ts'
import type { EventType } from '../../../world/events.ts'
import { DAY } from './period.ts'
import type { SubsequenceStepAnalytics } from './schema.ts'

/**
 * Figures are sums over tallies of the log, one per type and group: the number of events, of leads, of pairs of lead and
 * step, and of events that are the first of their type for their lead.
 */
type Tallied = 'events' | 'leads' | 'steps' | 'firsts'

/** The sum over the tallies of one type; 0 if there are none. */
export const sum = (tallied: Tallied, type: EventType): string =>
  `total(iif(type = '${type}', ${tallied}, 0))`

/** The columns of every row except those of whole campaigns; `unique` is the expression for unique counts. */
export const engagementOf = (unique: Tallied): string => `
  ${sum('events', 'email_sent')} AS sent,
  ${sum('events', 'email_opened')} AS opened,
  ${sum(unique, 'email_opened')} AS unique_opened,
  ${sum('events', 'reply_received')} AS replies,
  ${sum(unique, 'reply_received')} AS unique_replies,
  ${sum('events', 'auto_reply_received')} AS replies_automatic,
  ${sum(unique, 'auto_reply_received')} AS unique_replies_automatic,
  ${sum('events', 'link_clicked')} AS clicks,
  ${sum(unique, 'link_clicked')} AS unique_clicks`

export type StepRow = SubsequenceStepAnalytics[number]
export type Engagement = Omit<StepRow, 'step' | 'variant'>

const engaging: EventType[] = [
  'email_sent',
  'email_opened',
  'link_clicked',
  'reply_received',
  'auto_reply_received'
]

/** The plus keeps the planner to the order of the index, in which each lead's events are adjacent. */
const isOneOf = (...types: EventType[]): Condition => [`+type IN (${types.map((type) => `'${type}'`)})`]

export const isEngaging = isOneOf(...engaging)
/** The events that make a campaign or a day count as active (a choice). */
export const isActivity = isOneOf(...engaging, 'email_bounced', 'lead_unsubscribed', 'lead_interest_changed')

/** The day of an event as a number, and as a date. */
export const day = (at: string): string => `${at} / ${DAY}`
export const date = `date(day * ${DAY / 1000}, 'unixepoch')`
