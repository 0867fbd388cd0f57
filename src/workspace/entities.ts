import { ApiError, badRequest } from '../errors.ts'
import { type KeptResource, keptResources } from '../resources/index.ts'
import { checkFixture, type FixtureError } from './fixture.ts'
import type { Workspace } from './workspace.ts'

export type Entity = Record<string, unknown>

export const entityNames = keptResources.map(([, { name }]) => name)

/** The entities of a workspace as they are kept, read-only fields included, past the rules of the API. */
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
  const put = async (entity: Entity): Promise<Entity> => {
    await checkEntity(name, entity)
    explained(() => collection.put(entity))
    return require(String(entity[key]))
  }
  return {
    list: (): Entity[] => collection.all().map((entity) => ({ ...entity })),
    read: require,
    /** Adds the entity, or puts it in place of the one with its id; id, times and workspace are made where absent. */
    put: (entity: Record<string, unknown>) => put({ ...madeUp(workspace, resource, entity), ...entity }),
    /** Changes what is named, read-only fields included; null leaves a field unset. */
    async patch(id: string, changes: Record<string, unknown>): Promise<Entity> {
      const changed = changes[key] ?? id
      if (changed !== id)
        throw badRequest(
          `body/${key} is ${JSON.stringify(changed)}, wanted ${id}: the ${key} does not change`
        )
      const merged = Object.entries({ ...require(id), ...changes, [key]: id })
      return put(Object.fromEntries(merged.filter(([, value]) => value !== null)))
    },
    remove(id: string): Entity {
      const entity = require(id)
      collection.remove(id)
      return entity
    }
  }
}

/** What the service sets, of those properties that the resource has. */
function madeUp(workspace: Workspace, { key, entity, collection }: KeptResource, given: Entity): Entity {
  const { clock, organization, owner } = workspace
  const now = clock.timestamp()
  const values: Entity = {
    timestamp_created: now,
    timestamp_updated: now,
    created_at: now,
    updated_at: now,
    created_by: owner,
    organization,
    organization_id: organization,
    workspace_id: organization
  }
  if (key === 'id' && given.id === undefined) values.id = collection(workspace).freshId()
  const properties = Object(entity).properties
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in properties))
}

async function checkEntity(name: string, entity: object): Promise<void> {
  try {
    await checkFixture({ [name]: [entity] }, 'body')
  } catch (error) {
    throw badRequest(placed((error as FixtureError).message, name))
  }
}

/** `body: campaigns/0/status must …` → `body/status must …`, as the caller gave no list. */
const placed = (message: string, name: string) => message.replace(`body: ${name}/0`, 'body')

/** What the tables refuse, such as a second tag of a label, is the caller's mistake. */
function explained(write: () => void): void {
  try {
    write()
  } catch (error) {
    throw badRequest(`body cannot be kept: ${(error as Error).message}`)
  }
}
