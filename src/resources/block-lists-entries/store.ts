import { badRequest } from '../../errors.ts'
import { collectionOf } from '../../world/collection.ts'
import { contains, equals, type Filters } from '../../world/conditions.ts'
import { JsonDocument } from '../../world/document.ts'
import { newestFirst, type Order } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { csvOf } from './csv.ts'
import type {
  BulkCreateBlockListEntries,
  BulkDeleteBlockListEntries,
  CreateBlockListEntry,
  CreatedEntries,
  ListBlockListEntries,
  PatchBlockListEntry,
  SelectBlockListEntries
} from './requests.ts'
import { BlockListEntry } from './schema.ts'
import { blockedValue, isDomain } from './value.ts'

export const tables = `
  CREATE TABLE block_lists_entries (
    id TEXT PRIMARY KEY,
    bl_value TEXT NOT NULL UNIQUE,
    is_domain INTEGER NOT NULL,
    timestamp_created TEXT NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX block_lists_entries_by_time ON block_lists_entries (timestamp_created, id)`

export const collection = collectionOf({
  table: 'block_lists_entries',
  schema: BlockListEntry,
  columns: ['bl_value', 'is_domain', 'timestamp_created'],
  newId: ({ ids, clock }) => ids.v7(clock.now())
})

const SHORT = 100

/** A choice, except that the cursor is an id, which is documented. */
const order: Order = { ...newestFirst, cursor: 'key' }

const chosen = ({ domains_only, search }: SelectBlockListEntries): Filters => [
  domains_only && equals('is_domain', true),
  contains('bl_value', search)
]

const arrayOf = (entries: JsonDocument<BlockListEntry>[]) =>
  new JsonDocument<BlockListEntry[]>(`[${entries.map(({ wire }) => wire)}]`)

export function store(world: World) {
  const { sql, clock } = world
  const entries = collection(world)

  const idOf = (value: string): string | undefined => {
    const id = sql('SELECT id FROM block_lists_entries WHERE bl_value = ?').pluck().get(value)
    return id === undefined ? undefined : String(id)
  }
  const accepted = (text: string): string => {
    const value = blockedValue(text)
    if (value === undefined) throw badRequest('Invalid email or domain')
    return value
  }
  /** The entry with this value, possibly an existing one. */
  const block = (bl_value: string): JsonDocument<BlockListEntry> => {
    const known = idOf(bl_value)
    if (known !== undefined) return entries.read(known)
    return entries.insert({
      id: entries.freshId(),
      timestamp_created: clock.timestamp(),
      organization_id: world.organization,
      bl_value,
      is_domain: isDomain(bl_value)
    })
  }
  /** All values, if they are few: each email asks for them. */
  const shortList = (): ReadonlySet<unknown> | undefined => {
    const values = sql('SELECT bl_value FROM block_lists_entries LIMIT ?')
      .pluck()
      .all(SHORT + 1)
    return values.length > SHORT ? undefined : new Set(values)
  }
  const remove = (ids: string[]) =>
    world.transaction(() => arrayOf(ids.filter(entries.has).map(entries.remove)))

  return {
    ...entries,
    list: (query: ListBlockListEntries) => entries.list(order, query, chosen(query)),
    csv: (query: SelectBlockListEntries) => csvOf(entries.sorted(order, chosen(query))),
    create: ({ bl_value }: CreateBlockListEntry) => block(accepted(bl_value)),
    createSeveral({ bl_values }: BulkCreateBlockListEntries): JsonDocument<CreatedEntries> {
      const valid = bl_values.map(blockedValue).filter((value) => value !== undefined)
      const items = world.transaction(() => arrayOf([...new Set(valid)].map(block)))
      const invalid = bl_values.length - valid.length
      return new JsonDocument(
        `{"items":${items.wire},"valid_count":${valid.length},"invalid_count":${invalid}}`
      )
    },
    patch: (id: string, { bl_value }: PatchBlockListEntry) =>
      entries.update(id, (entry) => {
        if (bl_value === undefined) return {}
        const value = accepted(bl_value)
        if (value !== entry.bl_value && idOf(value) !== undefined) throw badRequest('Entry already exists')
        return { bl_value: value, is_domain: isDomain(value) }
      }),
    removeSeveral: ({ ids }: BulkDeleteBlockListEntries) => remove([...new Set(ids)]),
    removeAll: (query: SelectBlockListEntries) =>
      remove(entries.sorted(order, chosen(query)).map(({ id }) => id)),
    /** Whether the workspace may not write to the address: it, or its exact domain, is blocked. */
    isBlocked(email: string): boolean {
      const domain = email.slice(email.indexOf('@') + 1)
      const short = world.remember('short block list', shortList)
      if (short) return short.has(email) || short.has(domain)
      const found = 'SELECT 1 FROM block_lists_entries WHERE bl_value = ?'
      return sql(`${found} UNION ALL ${found}`).get(email, domain) !== undefined
    }
  }
}

export type BlockListEntries = ReturnType<typeof store>
