import { Default } from 'typebox/value'
import { excerpt, type Mistake, mistakesIn } from '../check.ts'
import type { KeptResource } from '../resources/index.ts'
import type { World } from '../world/world.ts'
import { completed, type Entity, givenSchema } from './given.ts'
import { withInstants } from './instants.ts'

/** The outcome: a stored entity, or why there is none. */
export type Kept =
  | { entity: Entity; mistakes?: undefined; isTaken?: undefined }
  | { entity?: undefined; mistakes: Mistake[]; isTaken?: boolean }

/**
 * Validates, completes and stores a given entity, bypassing the rules of the API.
 * @param how `insert` refuses an existing key, `put` replaces its entity
 */
export function keep(
  world: World,
  resource: KeptResource,
  given: unknown,
  how: 'insert' | 'put',
  now = world.clock.timestamp()
): Kept {
  const schema = givenSchema(resource)
  const unlikeJson = mistakesIn({}, given)
  if (unlikeJson.length) return { mistakes: unlikeJson }
  const filled = Default(resource.kept ?? resource.entity, structuredClone(given))
  const mistakes = mistakesIn(schema, filled)
  if (mistakes.length) return { mistakes }
  const entity = completed(world, resource, withInstants(schema, filled) as Entity, now)
  try {
    resource.collection(world)[how](entity)
    return { entity }
  } catch (error) {
    return refused(world, resource, entity, error)
  }
}

/** Explains what the tables refuse, in terms of entities. */
function refused(world: World, { name }: KeptResource, entity: Entity, error: unknown): Kept {
  const { code = '', message } = error as Error & { code?: string }
  if (/_(UNIQUE|PRIMARYKEY)$/.test(code)) {
    const columns = [...message.matchAll(/\.(\w+)/g)].map(([, column = '']) => column)
    const values = columns.map((column) => `${column} ${excerpt(entity[column])}`).join(', ')
    return { mistakes: [{ path: [], text: `has ${values}, as another of the ${name} has` }], isTaken: true }
  }
  if (code !== 'SQLITE_CONSTRAINT_FOREIGNKEY') throw error
  return { mistakes: lostLinks(world, name, entity) }
}

type Link = { column: string; table: string; key: string }

const LINKS = 'SELECT "from" AS column, "table", "to" AS key FROM pragma_foreign_key_list(?)'

/** The columns of a resource's table that refer to another resource. */
export const linksOf = (world: World, name: string) => world.sql(LINKS).all(name) as Link[]

/** The references to entities that do not exist. */
function lostLinks(world: World, name: string, entity: Entity): Mistake[] {
  return linksOf(world, name)
    .filter(
      ({ column, table, key }) =>
        world.sql(`SELECT 1 FROM ${table} WHERE ${key} = ?`).get(entity[column]) === undefined
    )
    .map(({ column, table, key }) => ({
      path: [column],
      text: `is ${excerpt(entity[column])}, wanted the ${key} of one of the ${table}`
    }))
}
