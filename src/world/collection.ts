import type { Static, TSchema } from 'typebox'
import { notFound } from '../errors.ts'
import { JsonDocument, wireForm } from './document.ts'
import type { Filters, PageQuery } from './list.ts'
import { pageById } from './list.ts'
import type { World } from './world.ts'

type Entity = { id: string }

/**
 * The entities of one kind, as documents of a table that has `id` and `document`; what is filtered on are generated
 * columns of that table.
 * @example const tags = collection(world, 'custom_tags', CustomTag)
 */
export function collection<S extends TSchema>(world: World, table: string, schema: S) {
  type T = Static<S> & Entity
  const { sql } = world
  const stored = (text: unknown) => {
    if (typeof text !== 'string') throw notFound()
    return new JsonDocument<T>(text)
  }
  const wire = wireForm(schema)
  const form = (entity: T) => new JsonDocument<T>(JSON.stringify(wire(entity)))
  const READ = `SELECT document FROM ${table} WHERE id = ?`
  const read = (id: string) => stored(sql(READ).pluck().get(id))

  return {
    /** An entity that is not kept, as it goes on the wire. */
    form,
    /** The entity as it goes on the wire. @throws the service's 404 when there is none with this id. */
    read,
    /** The entity to look into. @throws the service's 404 when there is none with this id. */
    require: (id: string): T => read(id).value,
    insert(entity: T): JsonDocument<T> {
      const stored = form(entity)
      sql(`INSERT INTO ${table} (id, document) VALUES (?, ?)`).run(entity.id, stored.wire)
      return stored
    },
    /** Stores the entity, in place of the one that has its id. */
    put(entity: T): JsonDocument<T> {
      const stored = form(entity)
      sql(
        `INSERT INTO ${table} (id, document) VALUES (?, ?)
        ON CONFLICT (id) DO UPDATE SET document = excluded.document`
      ).run(entity.id, stored.wire)
      return stored
    },
    all: (): T[] => {
      const documents = sql(`SELECT document FROM ${table} ORDER BY id`).pluck().all()
      return documents.map((document) => stored(document).value)
    },
    /** Replaces whole what `changes` names; a null leaves the field unset. */
    update(id: string, changes: (entity: T) => Partial<T>): JsonDocument<T> {
      const entity = read(id).value
      const stored = form({ ...entity, ...changes(entity) })
      sql(`UPDATE ${table} SET document = ? WHERE id = ?`).run(stored.wire, id)
      return stored
    },
    /** Removes the entity and answers it as it was. @throws the service's 404 when there is none with this id. */
    remove: (id: string): JsonDocument<T> =>
      stored(sql(`DELETE FROM ${table} WHERE id = ? RETURNING document`).pluck().get(id)),
    page: (order: 'ascending' | 'descending', query: PageQuery, filters?: Filters) =>
      pageById<T>(world, `SELECT id, document FROM ${table}`, order, query, filters)
  }
}
