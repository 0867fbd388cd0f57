import { Type } from 'typebox'
import { type Mistake, mistakesIn } from '../check.ts'
import { ApiError, badRequest } from '../errors.ts'
import { sendersChanged } from '../resources/accounts/senders-changed.ts'
import { keptResources } from '../resources/index.ts'
import { runs } from '../simulation/runs.ts'
import type { Slice } from '../world/collection.ts'
import type { Entity } from './given.ts'
import { type Kept, keep } from './keeping.ts'
import { make } from './making.ts'
import type { Workspace } from './workspace.ts'

export const entityNames = keptResources.map(([, { name }]) => name)

/** Direct access to a workspace's entities, read-only fields included, bypassing the rules of the API. */
export const entitiesOf = (workspace: Workspace, name: string) => {
  const [, resource] = keptResources.find(([, known]) => known.name === name) ?? []
  if (!resource)
    throw new ApiError(404, `There is no resource ${name}, wanted one of ${entityNames.join(', ')}`)
  const { key } = resource
  const collection = resource.collection(workspace)

  const require = (id: string): Entity => {
    try {
      return { ...collection.require(id) }
    } catch (error) {
      throw error instanceof ApiError ? new ApiError(404, `There is no ${id} among the ${name}`) : error
    }
  }
  /** Running campaigns learn of the changes that the API makes, and of no others. */
  const note = () => {
    if (runs(workspace).areAny()) sendersChanged(workspace)
  }
  const use = ({ entity, mistakes }: Kept): Entity => {
    if (mistakes) throw badRequest(mistakes.map(toldOfBody).join('; '))
    note()
    return require(String(entity[key]))
  }
  const put = (given: Entity): Entity => use(keep(workspace, resource, given, 'put'))
  return {
    list: (): Entity[] => collection.all().map((entity) => ({ ...entity })),
    /** A page of them by key, and the key at which the next one begins, if any. */
    page({ limit, ...slice }: Slice): { items: Entity[]; next_starting_after?: string } {
      const found = collection.slice({ ...slice, limit: limit + 1 }).map((entity): Entity => ({ ...entity }))
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return { items, ...(found.length > limit && { next_starting_after: String(last?.[key]) }) }
    },
    read: require,
    /** Adds the entity or replaces the one with its id; what can be generated is optional. */
    put,
    /** Adds an entity; every field is optional. */
    make: (given: Entity = {}): Entity => use(make(workspace, resource, given)),
    /** Changes the given fields, read-only ones included; null unsets a field. */
    patch(id: string, changes: Entity): Entity {
      requireObject(changes)
      const changed = changes[key] ?? id
      if (changed !== id)
        throw badRequest(`body/${key} is ${JSON.stringify(changed)}, wanted ${id}: the ${key} cannot change`)
      const merged = Object.entries({ ...require(id), ...changes, [key]: id })
      return put(Object.fromEntries(merged.filter(([, value]) => value !== null)))
    },
    remove(id: string): Entity {
      const entity = require(id)
      collection.remove(id)
      note()
      return entity
    }
  }
}

const toldOfBody = ({ path, text }: Mistake) => `${['body', ...path].join('/')} ${text}`

function requireObject(changes: unknown): void {
  const mistakes = mistakesIn(Type.Object({}), changes)
  if (mistakes.length) throw badRequest(mistakes.map(toldOfBody).join('; '))
}

/** The number of entities of each resource, and their schema. */
export const allResources = (workspace: Workspace) =>
  keptResources.map(([, { name, key, entity, collection }]) => ({
    name,
    key,
    count: collection(workspace).count(),
    schema: entity
  }))
