import type { Condition } from '../../../world/conditions.ts'
import type { EventType } from '../../../world/events.ts'
import { DAY } from './period.ts'
import type { SubsequenceStepAnalytics } from './schema.ts'

/**
 * Figures are sums over tallies of the log, a tally for each type in some group: how many events there are, of how many
 * leads, in how many pairs of lead and step, and how many of them are the first of their type for their lead.
 */
type Tallied = 'events' | 'leads' | 'steps' | 'firsts'

/** The sum over the tallies of one type; 0 where there are none. */
export const sum = (tallied: Tallied, type: EventType): string =>
  `total(iif(type = '${type}', ${tallied}, 0))`

/** The columns of every row but those of whole campaigns; `unique` is what counts there as unique. */
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

/** The plus keeps the planner to the order of the index, in which the events of each lead are together. */
const isOneOf = (...types: EventType[]): Condition => [`+type IN (${types.map((type) => `'${type}'`)})`]

export const isEngaging = isOneOf(...engaging)
/** What makes a campaign or a day one with activity (a choice). */
export const isActivity = isOneOf(...engaging, 'email_bounced', 'lead_unsubscribed', 'lead_interest_changed')

/** The day of an event, as a number, and the date that it is. */
export const day = (at: string): string => `${at} / ${DAY}`
export const date = `date(day * ${DAY / 1000}, 'unixepoch')`
