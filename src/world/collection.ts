import type { Static, TSchema } from 'typebox'
import { notFound } from '../errors.ts'
import { type Computed, columnsOf, propertyOf } from './columns.ts'
import { contains, type Filters, where } from './conditions.ts'
import { JsonDocument, writerOf } from './document.ts'
import { list, type Order, type PageQuery } from './list.ts'
import type { World } from './world.ts'

export type Definition<S extends TSchema> = {
  /** The table has the key, `document TEXT NOT NULL`, the columns, and `listed TEXT` if lists show another text. */
  table: string
  schema: S
  /** The property, and column, of the key; `id` by default. */
  key?: keyof Static<S> & string
  /**
   * The properties to filter or sort by, each a column of the same name. The store binds them itself, because columns
   * that SQLite generates from the document cost twice as much to write.
   */
  columns?: readonly (keyof Static<S> & string)[]
  /** More columns, by name. */
  computed?: Record<string, Computed<Static<S>>>
  /** The entity as lists show it; undefined if they show all of it. */
  listed?: (entity: Static<S>) => Static<S> | undefined
  /** Whether values are remembered: for the few entities that every email asks for. */
  remembered?: boolean
  /** Makes a new key; a random id by default. */
  newId?: (world: World) => string
}

export type Slice = { limit: number; after?: string; text?: string; descending?: boolean }

const randomId = ({ ids }: World) => ids.v4()

/**
 * The entities of one resource, as documents in a table.
 * @example
 * const collection = collectionOf({ table: 'custom_tags', schema: CustomTag, columns: ['label'] })
 * collection(world).require(id).label
 */
export function collectionOf<S extends TSchema>(definition: Definition<S>) {
  type T = Static<S>
  const {
    table,
    schema,
    key = 'id',
    columns = [],
    computed = {},
    listed,
    newId = randomId,
    remembered = false
  } = definition
  const write = writerOf(schema)
  const form = (entity: T) => new JsonDocument<T>(write(entity))
  const keyOf = propertyOf<T>(key)
  const stored = columnsOf<T>(
    columns,
    computed,
    listed && ((entity) => listed(entity) && write(listed(entity)))
  )

  const names = [key, 'document', ...stored.names]
  const READ = `SELECT document FROM ${table} WHERE ${key} = ?`
  const HAS = `SELECT 1 FROM ${table} WHERE ${key} = ?`
  // ABORT means the same for a single row, but with a trigger SQLite would keep a journal for each such statement, which
  // costs more than the row.
  const INSERT = `INSERT OR FAIL INTO ${table} (${names}) VALUES (${names.map(() => '?')})`
  const replaced = names.slice(1).map((name) => `${name} = excluded.${name}`)
  const PUT = `${INSERT} ON CONFLICT (${key}) DO UPDATE SET ${replaced}`
  const REMOVE = `DELETE FROM ${table} WHERE ${key} = ? RETURNING document`
  const ALL = `SELECT document FROM ${table} ORDER BY ${key}`
  const SEVERAL = `SELECT ${table}.document FROM json_each(?) AS given JOIN ${table} ON ${table}.${key} = given.value ORDER BY given.key`
  const COUNT = `SELECT count(*) FROM ${table}`
  const source = { from: table, document: listed ? 'coalesce(listed, document)' : 'document' }
  const found = (text: unknown) => {
    if (typeof text !== 'string') throw notFound()
    return new JsonDocument<T>(text)
  }

  return (world: World) => {
    const { sql } = world
    const read = (id: string) => found(sql(READ).pluck().get(id))
    const save = (statement: string, entity: T) => {
      const document = form(entity)
      sql(statement).run(keyOf(entity), document.wire, ...stored.valuesOf(entity))
      return document
    }
    const change = (before: T, changes: Partial<T>): JsonDocument<T> => {
      const after = { ...Object(before), ...changes }
      const document = form(after)
      const { names, values } = stored.changed(before, after, changes)
      const settings = ['document', ...names].map((name) => `${name} = ?`)
      sql(`UPDATE ${table} SET ${settings} WHERE ${key} = ?`).run(document.wire, ...values, keyOf(before))
      return document
    }
    const value = (id: string): T => read(id).value
    const isThere = (id: string): boolean => sql(HAS).get(id) !== undefined
    const perhapsRemembered = <R>(what: string, of: (id: string) => R) =>
      remembered ? (id: string) => world.remember(`${table} ${what} ${id}`, () => of(id)) : of
    const require = perhapsRemembered('value', value)
    const has = perhapsRemembered('key', isThere)
    return {
      /** Serialises an entity without storing it. */
      form,
      /** The entity as its JSON document. @throws the service's 404 if there is none with this key */
      read,
      /** The entity as a value. @throws the service's 404 if there is none with this key */
      require,
      has,
      /** An unused id: imported data may already contain the next one. */
      freshId(): string {
        for (;;) {
          const id = newId(world)
          if (!isThere(id)) return id
        }
      },
      insert: (entity: T) => save(INSERT, entity),
      /** Stores the entity, replacing any with the same key. */
      put: (entity: T) => save(PUT, entity),
      all(): T[] {
        const documents = sql(ALL).pluck().all()
        return documents.map((document) => found(document).value)
      },
      /** The existing entities with these keys, in the given order. */
      several(keys: readonly string[]): T[] {
        if (remembered) return keys.filter(has).map(require)
        const documents = sql(SEVERAL).pluck().all(JSON.stringify(keys))
        return documents.map((document) => found(document).value)
      },
      /** The number of entities. */
      count: (): number => Number(sql(COUNT).pluck().get()),
      /** At most this many, by key, after a key or, descending, before it; optionally only those that contain a text. */
      slice({ limit, after, text, descending = false }: Slice): T[] {
        const { where: clause, values } = where([
          after !== undefined && [`${key} ${descending ? '<' : '>'} ?`, after],
          contains('document', text)
        ])
        const order = `ORDER BY ${key} ${descending ? 'DESC' : 'ASC'} LIMIT ?`
        const documents = sql(`SELECT document FROM ${table} ${clause} ${order}`)
          .pluck()
          .all(...values, limit)
        return documents.map((document) => found(document).value)
      },
      /** The entities that match the filters, in a list's order. */
      sorted({ by, key, direction }: Order, filters: Filters): T[] {
        const { where: clause, values } = where(filters)
        const documents = sql(
          `SELECT document FROM ${table} ${clause} ORDER BY ${by} ${direction}, ${key} ${direction}`
        )
          .pluck()
          .all(...values)
        return documents.map((document) => found(document).value)
      },
      /** The keys of the entities that match the filters, in order. */
      keys(filters: Filters): string[] {
        const { where: clause, values } = where(filters)
        return sql(`SELECT ${key} FROM ${table} ${clause} ORDER BY ${key}`)
          .pluck()
          .all(...values)
          .map(String)
      },
      /** Replaces each field of `changes`, not merging objects; null unsets a field. */
      update(id: string, changes: (entity: T) => Partial<T>): JsonDocument<T> {
        const before = value(id)
        return change(before, changes(before))
      },
      /** Like `update`, for an entity that has just been read. */
      change,
      /** Removes the entity and returns it. @throws the service's 404 if there is none with this key */
      remove: (id: string): JsonDocument<T> => found(sql(REMOVE).pluck().get(id)),
      list: (order: Order, query: PageQuery, filters?: Filters) =>
        list<T>(world, source, order, query, filters)
    }
  }
}
