import { equals, type Filters, where } from '../world/conditions.ts'
import type { World } from '../world/world.ts'

/**
 * `waiting` for its first or next try; `delivered`; `failed`, given up after the last try; `dropped`, as its webhook was
 * deleted or disabled.
 */
export const states = ['waiting', 'delivered', 'failed', 'dropped'] as const
export type State = (typeof states)[number]

/** One event for one webhook. Its lane is the webhook's id, or the URL if there is no webhook. */
export type Delivery = {
  number: number
  /** The event's number in the log, from which the ids of the call records are derived. */
  event: number
  key: string
  lane: string
  webhook: string | null
  url: string | null
  event_type: string
  lead_email: string | null
  payload: string
  /** When the event happened, and when the next try is due or the last was made, in epoch milliseconds. */
  at: number
  due: number
  tries: number
  state: State
  /** Its place among the deliveries released in mode `hold`; 0 if it was not released. */
  released: number
}

export type NewDelivery = Pick<
  Delivery,
  'event' | 'key' | 'lane' | 'webhook' | 'url' | 'event_type' | 'lead_email' | 'payload' | 'at' | 'released'
>

export const outboxTable = `
  CREATE TABLE deliveries (
    number INTEGER PRIMARY KEY,
    event INTEGER NOT NULL,
    key TEXT NOT NULL,
    lane TEXT NOT NULL,
    webhook TEXT,
    url TEXT,
    event_type TEXT NOT NULL,
    lead_email TEXT,
    payload TEXT NOT NULL,
    at INTEGER NOT NULL,
    due INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting',
    released INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX deliveries_waiting ON deliveries (lane, released, due, number) WHERE state = 'waiting';
  CREATE TABLE failing_webhooks (webhook TEXT PRIMARY KEY, in_a_row INTEGER NOT NULL) STRICT`

export type OutboxQuery = { state?: State; webhook?: string; event_type?: string; lead_email?: string }

/** The deliveries and their outcome. */
export const outboxOf = ({ sql }: World) => ({
  add(delivery: NewDelivery): number {
    const { event, key, lane, webhook, url, event_type, lead_email, payload, at, released } = delivery
    const { lastInsertRowid } = sql(
      `INSERT INTO deliveries (event, key, lane, webhook, url, event_type, lead_email, payload, at, due, released)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
    ).run(event, key, lane, webhook, url, event_type, lead_email, payload, at, at, released)
    return Number(lastInsertRowid)
  },
  read: (number: number) =>
    sql('SELECT * FROM deliveries WHERE number = ?').get(number) as Delivery | undefined,
  find({ state, webhook, event_type, lead_email }: OutboxQuery, limit: number): Delivery[] {
    const filters: Filters = [
      equals('state', state),
      equals('webhook', webhook),
      equals('event_type', event_type),
      equals('lead_email', lead_email)
    ]
    const { where: clause, values } = where(filters)
    const newest = `SELECT * FROM deliveries ${clause} ORDER BY number DESC LIMIT ?`
    return sql(`SELECT * FROM (${newest}) ORDER BY number`).all(...values, limit) as Delivery[]
  },
  waiting: () => Number(sql(`SELECT count(*) FROM deliveries WHERE state = 'waiting'`).pluck().get()),
  /** The number of the last delivery; 0 before the first. */
  last: () => Number(sql('SELECT coalesce(max(number), 0) FROM deliveries').pluck().get()),
  since: (number: number) =>
    sql('SELECT * FROM deliveries WHERE number > ? ORDER BY number').all(number) as Delivery[],
  /** The lanes with a delivery due by then. */
  lanes: (until: number, released: number) =>
    sql(
      `SELECT DISTINCT lane FROM deliveries WHERE state = 'waiting' AND due <= ? AND released >= ? ORDER BY lane`
    )
      .pluck()
      .all(until, released)
      .map(String),
  next: (lane: string, until: number, released: number) =>
    sql(
      `SELECT * FROM deliveries WHERE state = 'waiting' AND lane = ? AND due <= ? AND released >= ?
        ORDER BY released, due, number LIMIT 1`
    ).get(lane, until, released) as Delivery | undefined,
  /** When the next delivery is due; null if there is none. */
  nextDue: (released: number) =>
    sql(`SELECT min(due) FROM deliveries WHERE state = 'waiting' AND released >= ?`).pluck().get(released) as
      | number
      | null,
  change: ({ number, state, tries, due }: Pick<Delivery, 'number' | 'state' | 'tries' | 'due'>): void => {
    sql('UPDATE deliveries SET state = ?, tries = ?, due = ? WHERE number = ?').run(state, tries, due, number)
  },
  release(number: number): void {
    sql('UPDATE deliveries SET released = (SELECT max(released) + 1 FROM deliveries) WHERE number = ?').run(
      number
    )
  },
  /** Oldest first. */
  held: (most: number) =>
    sql(`SELECT number FROM deliveries WHERE state = 'waiting' AND released = 0 ORDER BY number LIMIT ?`)
      .pluck()
      .all(most)
      .map(Number),
  lastReleased: () => Number(sql('SELECT coalesce(max(released), 0) FROM deliveries').pluck().get()),
  drop(webhook: string): void {
    sql(`UPDATE deliveries SET state = 'dropped' WHERE state = 'waiting' AND webhook = ?`).run(webhook)
  },
  /** All waiting deliveries but the newest `most`. */
  overflowing: (most: number) =>
    sql(`SELECT * FROM deliveries WHERE state = 'waiting' ORDER BY number DESC LIMIT -1 OFFSET ?`).all(
      most
    ) as Delivery[],
  /** Deletes finished deliveries, except among the newest `most`. */
  forget(most: number): void {
    sql(
      `DELETE FROM deliveries WHERE state <> 'waiting' AND number <= (SELECT max(number) FROM deliveries) - ?`
    ).run(most)
  },
  /** The number of consecutive failures including this one; a success resets it to 0. */
  failures(webhook: string, isFailure: boolean): number {
    if (!isFailure) {
      sql('DELETE FROM failing_webhooks WHERE webhook = ?').run(webhook)
      return 0
    }
    return Number(
      sql(
        `INSERT INTO failing_webhooks VALUES (?, 1)
          ON CONFLICT (webhook) DO UPDATE SET in_a_row = in_a_row + 1 RETURNING in_a_row`
      )
        .pluck()
        .get(webhook)
    )
  }
})
export type Outbox = ReturnType<typeof outboxOf>
