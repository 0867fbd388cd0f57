import type { TSchema } from 'typebox'
import type { KeptResource } from '../resources/index.ts'
import type { World } from '../world/world.ts'

/** An entity, possibly incomplete. */
export type Entity = Record<string, unknown>

type Shape = TSchema & { required?: string[]; properties?: Record<string, TSchema> }

/** The properties that are generated for every resource that has them. */
export const madeUpNames = [
  'id',
  'timestamp_created',
  'timestamp_updated',
  'created_at',
  'updated_at',
  'created_by',
  'organization',
  'workspace',
  'organization_id',
  'workspace_id'
] as const

const keyForms = { uuid: { format: 'uuid' }, address: { pattern: '^[^A-Z]+$' } }

const schemas = new WeakMap<KeptResource, TSchema>()

/** The schema of a given entity: its own, but generated properties are optional. */
export function givenSchema(resource: KeptResource): TSchema {
  const known = schemas.get(resource)
  if (known) return known
  const { key, keyFormat, entity, kept = entity, defaults = {} } = resource
  const { required = [], properties = {} } = kept as Shape
  const isMadeUp = (name: string) => name in defaults || madeUpNames.some((known) => known === name)
  const schema = {
    ...kept,
    $id: undefined,
    required: required.filter((name) => !isMadeUp(name)),
    properties: keyFormat
      ? { ...properties, [key]: { ...properties[key], ...keyForms[keyFormat] } }
      : properties
  }
  schemas.set(resource, schema)
  return schema
}

/**
 * The entity, completed with what was not given.
 * @param now when it is created, unless it says so itself
 */
export function completed(world: World, resource: KeptResource, given: Entity, now: string): Entity {
  const { key, entity, kept = entity, defaults = {}, collection } = resource
  const { properties = {} } = kept as Shape
  const later = (created: unknown) => (typeof created === 'string' && created > now ? created : now)
  const values: Record<(typeof madeUpNames)[number], unknown> = {
    id: key === 'id' && given.id === undefined ? collection(world).freshId() : given.id,
    timestamp_created: now,
    timestamp_updated: later(given.timestamp_created),
    created_at: now,
    updated_at: later(given.created_at),
    created_by: world.owner,
    organization: world.organization,
    workspace: world.organization,
    organization_id: world.organization,
    workspace_id: world.organization
  }
  const own = Object.entries(values).filter(([name]) => name in properties)
  const known: Entity = { ...Object.fromEntries(own), ...given }
  const others = Object.entries(defaults)
    .filter(([name]) => given[name] === undefined)
    .map(([name, make]) => [name, make(known, world)])
  return { ...known, ...Object.fromEntries(others) }
}
