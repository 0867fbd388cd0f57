import { collectionOf } from '../../world/collection.ts'
import { type Condition, equals, type Filters, where } from '../../world/conditions.ts'
import { newestFirst } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import type {
  ListWebhookEvents,
  WebhookEventsPeriod,
  WebhookEventsSummary,
  WebhookEventsSummaryByDate
} from './requests.ts'
import { WebhookEvent } from './schema.ts'

export const tables = `
  CREATE TABLE webhook_events (
    id TEXT PRIMARY KEY,
    timestamp_created TEXT NOT NULL,
    timestamp_created_date TEXT NOT NULL,
    success INTEGER NOT NULL,
    webhook_url TEXT NOT NULL,
    lead_email TEXT,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX webhook_events_by_time ON webhook_events (timestamp_created, id);
  CREATE INDEX webhook_events_by_date ON webhook_events (timestamp_created_date, success)`

export const collection = collectionOf({
  table: 'webhook_events',
  schema: WebhookEvent,
  columns: ['timestamp_created', 'timestamp_created_date', 'success', 'webhook_url', 'lead_email'],
  newId: ({ ids, clock }) => ids.v7(clock.now())
})

type Counted = { total: number; successful: number }

/** Both days are part of the period (documented). */
const during = ({ from, to }: WebhookEventsPeriod): Filters => [
  from && ['timestamp_created_date >= ?', from],
  to && ['timestamp_created_date <= ?', to]
]

const isAbout = (search = ''): Condition | '' =>
  search && ['webhook_url = ? OR lead_email = ?', search, search.toLowerCase()]

/** At most two decimals; 0 if there are no events (both a choice). */
const percent = (part: number, whole: number) => (whole ? Math.round((part / whole) * 10_000) / 100 : 0)

const counts = ({ total, successful }: Counted) => ({
  total_events: total,
  successful_events: successful,
  failed_events: total - successful,
  success_rate: percent(successful, total)
})

export function store(world: World) {
  const { sql } = world
  const events = collection(world)
  const COUNTED = 'count(*) AS total, coalesce(sum(success), 0) AS successful FROM webhook_events'
  return {
    ...events,
    list: (query: ListWebhookEvents) =>
      events.list(newestFirst, query, [
        equals('success', query.success),
        ...during(query),
        isAbout(query.search)
      ]),
    summary(period: WebhookEventsPeriod): WebhookEventsSummary {
      const { where: clause, values } = where(during(period))
      const counted = sql(`SELECT ${COUNTED} ${clause}`).get(...values) as Counted
      return {
        ...counts(counted),
        failure_rate: percent(counted.total - counted.successful, counted.total)
      }
    },
    summaryByDate(period: WebhookEventsPeriod): WebhookEventsSummaryByDate {
      const { where: clause, values } = where(during(period))
      const rows = sql(
        `SELECT timestamp_created_date AS date, ${COUNTED} ${clause} GROUP BY date ORDER BY date`
      ).all(...values) as (Counted & { date: string })[]
      return { items: rows.map(({ date, ...counted }) => ({ date, ...counts(counted) })) }
    }
  }
}

export type WebhookEvents = ReturnType<typeof store>
