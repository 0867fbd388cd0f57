import { type Static, type TSchema, Type } from 'typebox'
import { type Condition, type Filters, where } from './conditions.ts'
import { JsonDocument } from './document.ts'
import { instantOfId } from './ids.ts'
import type { World } from './world.ts'

const DEFAULT_LIMIT = 10

export type PageQuery = { limit?: number; starting_after?: string; skip?: number }

export type Page<T> = { items: T[]; next_starting_after?: string }

/** How a list is sorted and where its next page begins. */
export type Order = {
  /** The column to sort by. */
  by: string
  /** The unique column that breaks ties; it may be the same. */
  key: string
  direction: 'ASC' | 'DESC'
  /**
   * What the cursor to the next page holds: the last item's key; its `by`, followed by the key if the next item has the
   * same `by`; or nothing, if there are only `skip` and `limit`.
   */
  cursor: 'key' | 'by' | 'none'
  /** The sort value of a deleted item whose key is the cursor; by default the instant in its id. */
  gone?: (key: string) => string
}

export const idAscending: Order = { by: 'id', key: 'id', direction: 'ASC', cursor: 'key' }
export const idDescending: Order = { by: 'id', key: 'id', direction: 'DESC', cursor: 'key' }
/** The cursor is the last item's `timestamp_created` (recorded). */
export const newestFirst: Order = { by: 'timestamp_created', key: 'id', direction: 'DESC', cursor: 'by' }

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
        description: 'The value of `starting_after` for the next page. Absent if the page is empty.',
        examples: [cursor]
      }
    }
  })

/** Where the rows come from: a table or view, and the SQL of each row's document. */
export type Source = { from: string; document?: string }

/**
 * A page of a list, by key rather than offset (except with `skip`), so that additions and deletions do not shift items.
 * SQLite joins the page as bytes: turning a hundred documents into strings and back takes five times as long.
 */
export function list<T>(
  world: World,
  source: Source,
  order: Order,
  query: PageQuery,
  filters: Filters = []
): JsonDocument<Page<T>> {
  const { by, key, direction } = order
  const { limit = DEFAULT_LIMIT, skip = 0 } = query
  const { where: clause, values } = where([...filters, position(source, order, query.starting_after)])
  const sorting = by === key ? `${key} ${direction}` : `${by} ${direction}, ${key} ${direction}`
  const last = direction === 'ASC' ? 'max' : 'min'
  const row = world
    .sql(
      `SELECT CAST(group_concat(document, ',') AS BLOB) AS items, ${last}(position) AS last FROM (
        SELECT ${source.document ?? 'document'} AS document, ${positionText(order)} AS position
        FROM ${source.from} ${clause} ORDER BY ${sorting} LIMIT ?${skip ? ' OFFSET ?' : ''})`
    )
    .get(...values, limit, ...(skip ? [skip] : [])) as { items: Buffer | null; last: string | null }
  if (row.items === null) return new JsonDocument('{"items":[]}')
  const cursor = row.last === null ? undefined : cursorOf(world, source, order, row.last, filters)
  const end = cursor === undefined ? ']}' : `],"next_starting_after":${JSON.stringify(String(cursor))}}`
  return new JsonDocument(Buffer.concat([Buffer.from('{"items":['), row.items, Buffer.from(end)]))
}

/** Separates the parts of a cursor; needs no escaping in a URL. */
const SEPARATOR = '~'

function positionText({ by, key, cursor }: Order): string {
  if (cursor === 'none') return 'NULL'
  return by === key ? key : `${by} || '${SEPARATOR}' || ${key}`
}

/** The condition for rows after the cursor. */
function position(
  { from }: Source,
  { by, key, direction, cursor, gone = instantOfId }: Order,
  after = ''
): Condition | undefined {
  if (after === '' || cursor === 'none') return undefined
  const isBeyond = direction === 'ASC' ? '>' : '<'
  if (by === key) return [`${key} ${isBeyond} ?`, after]
  if (cursor === 'key') {
    // A deleted item's id still carries its instant.
    const value = `coalesce((SELECT ${by} FROM ${from} WHERE ${key} = ?), ?)`
    return [`(${by}, ${key}) ${isBeyond} (${value}, ?)`, after, gone(after), after]
  }
  // The documentation joins the two with &; an unescaped plus sign arrives as a space.
  const [value = ''] = after.split(/[~&]/, 1)
  if (value === after) return [`${by} ${isBeyond} ?`, value]
  return [`(${by}, ${key}) ${isBeyond} (?, ?)`, value, after.slice(value.length + 1).replaceAll(' ', '+')]
}

function cursorOf(world: World, { from }: Source, order: Order, last: string, filters: Filters): string {
  const { by, key, direction, cursor } = order
  if (by === key) return last
  const separator = last.indexOf(SEPARATOR)
  const [value, lastKey] = [last.slice(0, separator), last.slice(separator + 1)]
  if (cursor === 'key') return lastKey
  const beyond: Condition = [`${by} = ? AND ${key} ${direction === 'ASC' ? '>' : '<'} ?`, value, lastKey]
  const { where: clause, values } = where([...filters, beyond])
  const isShared = world.sql(`SELECT 1 FROM ${from} ${clause} LIMIT 1`).get(...values) !== undefined
  return isShared ? last : value
}
