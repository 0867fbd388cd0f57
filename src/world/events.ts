import type { Clock } from './clock.ts'
import type { Sql } from './database.ts'

export const eventTypes = [
  'email_sent',
  'manual_sent',
  'email_opened',
  'link_clicked',
  'reply_received',
  'auto_reply_received',
  'email_bounced',
  'lead_unsubscribed',
  'lead_skipped',
  'lead_interest_changed',
  'account_error',
  'campaign_completed',
  'campaign_status_changed',
  'subsequence_entered',
  'event_dropped',
  'template_broken',
  'email_verified'
] as const
export type EventType = (typeof eventTypes)[number]

/** What happened, and to whom: ids, and the email of the account. */
export type NewEvent = {
  type: EventType
  campaign?: string
  subsequence?: string
  lead?: string
  account?: string
  /** Counts from 0. */
  step?: number
  /** Counts from 0. */
  variant?: number
  email?: string
  /** Details that depend on the type: the new interest, a reason. */
  value?: string | number | null
  /** What an email was sent with, as a sum of bits. */
  sent_with?: number
}

export type WorldEvent = NewEvent & {
  /** Counts from 1. */
  number: number
  /** Epoch milliseconds. */
  at: number
}

type Listener = (event: WorldEvent) => void

export type Events = {
  /** Appends to the log and notifies the listeners, inside the writing transaction. */
  emit(event: NewEvent): WorldEvent
  /** Appends a past event at its own instant, without notifying listeners. */
  record(event: NewEvent & { at: number }): void
  listen(type: EventType, listener: Listener): void
  /** The number of the last event; 0 before the first. */
  last(): number
  /** The number of events of each type after the given event. */
  countsSince(number: number): Record<string, number>
  /** Whether it is the first of its type for its lead. */
  isFirst(event: WorldEvent): boolean
}

export const eventsTable = `
  CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    campaign TEXT,
    subsequence TEXT,
    lead TEXT,
    account TEXT,
    step INTEGER,
    variant INTEGER,
    email TEXT,
    value ANY,
    sent_with INTEGER
  ) STRICT;
  CREATE INDEX events_by_campaign_and_lead ON events (campaign, type, lead, at, subsequence, step, variant);
  CREATE INDEX events_by_account ON events (account, type, at, campaign);
  CREATE INDEX events_by_campaign ON events (campaign, at) WHERE type = 'email_sent';
  CREATE INDEX events_by_step ON events (campaign, subsequence, step) WHERE type = 'email_sent';
  CREATE INDEX events_by_lead ON events (lead, type, at);
  CREATE INDEX events_of_interest ON events (at, campaign) WHERE type = 'lead_interest_changed';
  CREATE INDEX events_to_company ON events (value, at) WHERE type = 'email_sent'`

const columns = [
  'type',
  'campaign',
  'subsequence',
  'lead',
  'account',
  'step',
  'variant',
  'email',
  'value',
  'sent_with'
] as const

const APPEND = `INSERT INTO events (at, ${columns}) VALUES (?${', ?'.repeat(columns.length)})`

/** The event log of a world, the source of analytics, limits and the timeline. */
export function createEvents(sql: Sql, clock: Clock): Events {
  const append = (event: NewEvent, at: number) =>
    sql(APPEND).run(at, ...columns.map((name) => event[name] ?? null))
  const listeners = new Map<EventType, Listener[]>()
  return {
    emit(event) {
      const at = clock.now()
      const { lastInsertRowid } = append(event, at)
      const told = { ...event, number: Number(lastInsertRowid), at }
      for (const listener of listeners.get(event.type) ?? []) listener(told)
      return told
    },
    record(event) {
      append(event, event.at)
    },
    last: () => Number(sql('SELECT coalesce(max(number), 0) FROM events').pluck().get()),
    countsSince(number) {
      const counts = 'SELECT type, count(*) FROM events WHERE number > ? GROUP BY type ORDER BY min(number)'
      return Object.fromEntries(sql(counts).raw().all(number) as [string, number][])
    },
    listen(type, listener) {
      listeners.set(type, [...(listeners.get(type) ?? []), listener])
    },
    isFirst: ({ lead, type, number }) =>
      sql('SELECT 1 FROM events WHERE lead = ? AND type = ? AND number < ? LIMIT 1').get(
        lead,
        type,
        number
      ) === undefined
  }
}
