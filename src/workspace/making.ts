import type { TSchema } from 'typebox'
import { type KeptResource, keptResources } from '../resources/index.ts'
import type { World } from '../world/world.ts'
import { type Entity, givenSchema } from './given.ts'
import { type Kept, keep, linksOf } from './keeping.ts'

type Shape = TSchema & {
  required: string[]
  properties: Record<string, Shape>
  examples?: unknown[]
  enum?: unknown
}

const UNIQUE = `
  SELECT DISTINCT columns.name FROM pragma_index_list(?) AS indexes, pragma_index_info(indexes.name) AS columns
  WHERE indexes."unique"`

/**
 * Stores an entity of which nothing needs to be given. Missing required values come from the schema's examples, numbered
 * if they must be unique. A required owner is the first one that exists, or is created as well.
 */
export function make(world: World, resource: KeptResource, given: Entity): Kept {
  const count = Number(world.sql(`SELECT count(*) FROM ${resource.name}`).pluck().get())
  const attempt = (number: number) =>
    keep(world, resource, { ...exampleOf(world, resource, given, number), ...given }, 'insert')
  let number = count + 1
  let kept = attempt(number)
  // One of these numbers is free, so any remaining conflict is with a given value.
  while (kept.isTaken && number <= 2 * count) {
    number += 1
    kept = attempt(number)
  }
  return kept
}

function exampleOf(world: World, resource: KeptResource, given: Entity, number: number): Entity {
  const { required, examples = [] } = givenSchema(resource) as Shape
  const [whole] = examples
  const links = linksOf(world, resource.name)
  const unique = world.sql(UNIQUE).pluck().all(resource.name)
  const missing = required.filter((name) => given[name] === undefined)
  const values = missing.map((name) => {
    const link = links.find(({ column }) => column === name)
    if (link) return [name, linked(world, link.table, link.key)]
    const { [name]: example } = Object(whole)
    return [name, unique.includes(name) ? numbered(String(example), number) : example]
  })
  return Object.fromEntries(values)
}

function linked(world: World, table: string, key: string): unknown {
  const first = world.sql(`SELECT ${key} FROM ${table} LIMIT 1`).pluck().get()
  if (first !== undefined) return first
  const owners = keptResources.filter(([, { name }]) => name === table)
  const [made] = owners.map(([, resource]) => make(world, resource, {}).entity?.[key])
  return made
}

/** `Important` → `Important 3`, `anna@example.com` → `anna-3@example.com`, `example.org` → `example-3.org` */
function numbered(example: string, number: number): string {
  return /^\S+[.@]\S+$/.test(example)
    ? example.replace(/^[\w-]+/, (word) => `${word}-${number}`)
    : `${example} ${number}`
}
