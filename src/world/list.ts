import { type Static, type TSchema, Type } from 'typebox'
import { JsonDocument } from './document.ts'
import type { World } from './world.ts'

const DEFAULT_LIMIT = 10

export type PageQuery = { limit?: number; starting_after?: string }

export type Page<T> = { items: T[]; next_starting_after?: string }

/** SQL conditions with one `?` each, and what is bound to it; one whose value is undefined or '' is left out. */
export type Filters = Record<string, string | number | undefined>

type Row = { document: string; id: string; timestamp_created: string }

/** The list envelope as a schema: `pageOf(Campaign, 'A page of campaigns.', exampleId)`; `cursor` is an example. */
export const pageOf = <T extends TSchema & { $id?: string }>(
  entity: T,
  description: string,
  cursor: string
) =>
  Type.Unsafe<JsonDocument<Page<Static<T>>>>({
    type: 'object',
    description,
    additionalProperties: false,
    required: ['items'],
    properties: {
      items: { type: 'array', description: 'The items of this page.', items: { $ref: `${entity.$id}#` } },
      next_starting_after: {
        type: 'string',
        description: 'Give it as `starting_after` to get the next page. Absent when the page is empty.',
        examples: [cursor]
      }
    }
  })

/**
 * A page in the order of ids, never by offset: an item that was deleted, or comes in, moves no other.
 * @param select a SELECT of `id` and `document`, without WHERE
 */
export function pageById<T>(
  { sql }: World,
  select: string,
  order: 'ascending' | 'descending',
  { limit = DEFAULT_LIMIT, starting_after }: PageQuery,
  filters: Filters = {}
): JsonDocument<Page<T>> {
  const [beyond, direction] = order === 'ascending' ? ['id > ?', 'ASC'] : ['id < ?', 'DESC']
  const { where, values } = conditions({ ...filters, [beyond]: starting_after })
  const page = `${select} ${where} ORDER BY id ${direction} LIMIT ?`
  const last = order === 'ascending' ? 'max(id)' : 'min(id)'
  // Written by SQLite, as bytes: turning a hundred documents into texts and back takes five times as long.
  const envelope = `SELECT CAST(CASE count(*) WHEN 0 THEN '{"items":[]}' ELSE
    '{"items":[' || group_concat(document, ',') || '],"next_starting_after":' || json_quote(${last}) || '}'
    END AS BLOB) FROM (${page})`
  return new JsonDocument(
    sql(envelope)
      .pluck()
      .get(...values, limit) as Buffer
  )
}

/**
 * A page from the newest to the oldest. The cursor is the last item's `timestamp_created` (recorded); where the next
 * item shares that instant its id is added, so that none is repeated or skipped.
 * @param select a SELECT of `id`, `timestamp_created` and `document`, without WHERE
 */
export function pageByTime<T>(
  { sql }: World,
  select: string,
  { limit = DEFAULT_LIMIT, starting_after }: PageQuery,
  filters: Filters = {}
): JsonDocument<Page<T>> {
  const [time, id = ''] = starting_after?.split('&') ?? []
  const position = time && JSON.stringify([time, id])
  const { where, values } = conditions({
    ...filters,
    '(timestamp_created, id) < (SELECT p ->> 0, p ->> 1 FROM (SELECT ? AS p))': position
  })
  const newestFirst = 'ORDER BY timestamp_created DESC, id DESC'
  const rows = sql(`${select} ${where} ${newestFirst} LIMIT ?`).all(...values, limit + 1) as Row[]
  const following = rows[limit]
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const shared = last && following?.timestamp_created === last.timestamp_created
  const cursor = shared ? `${last.timestamp_created}&${last.id}` : last?.timestamp_created
  const next = cursor === undefined ? '' : `,"next_starting_after":${JSON.stringify(cursor)}`
  return new JsonDocument(`{"items":[${items.map(({ document }) => document).join()}]${next}}`)
}

/** The WHERE clause of the filters that are in use, and the values to bind to it. */
export function conditions(filters: Filters) {
  const used = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')
  const where = used.length ? `WHERE ${used.map(([condition]) => condition).join(' AND ')}` : ''
  return { where, values: used.map(([, value]) => value) }
}
