import { ApiError, badRequest } from '../errors.ts'
import { resources } from '../resources/index.ts'
import { checkFixture, type FixtureError } from './fixture.ts'
import type { Workspace } from './workspace.ts'

export type Entity = { id: string } & Record<string, unknown>

type EntityStore = {
  all(): Entity[]
  require(id: string): Entity
  put(entity: Entity): unknown
  remove(id: string): unknown
}

/** The resources that store entities, by the names that fixtures give them. */
const storing = Object.entries(resources).flatMap(([key, { name, entity }]) =>
  'tables' in resources[key as keyof typeof resources]
    ? [{ key, name, properties: Object(entity).properties as object }]
    : []
)

export const entityNames = storing.map(({ name }) => name)

/** The entities of a workspace as they are kept, read-only fields included, past the rules of the API. */
export const entitiesOf = (workspace: Workspace, name: string) => {
  const resource = storing.find((known) => known.name === name)
  if (!resource)
    throw new ApiError(404, `There is no resource ${name}, wanted one of ${entityNames.join(', ')}`)
  const store = workspace[resource.key as keyof typeof resources] as unknown as EntityStore

  const require = (id: string): Entity => {
    try {
      return store.require(id)
    } catch (error) {
      throw error instanceof ApiError ? new ApiError(404, `There is no ${id} among the ${name}`) : error
    }
  }
  const put = async (entity: Entity): Promise<Entity> => {
    await checkEntity(name, entity)
    explained(() => store.put(entity))
    return require(entity.id)
  }
  return {
    list: () => store.all(),
    read: require,
    /** Adds the entity, or puts it in place of the one with its id; id, times and workspace are made where absent. */
    put: (entity: Record<string, unknown>) => put({ ...madeUp(workspace, resource, entity.id), ...entity }),
    /** Changes what is named, read-only fields included; null leaves a field unset. */
    async patch(id: string, changes: Record<string, unknown>): Promise<Entity> {
      const { id: changed = id } = changes
      if (changed !== id)
        throw badRequest(`body/id is ${JSON.stringify(changed)}, wanted ${id}: an id does not change`)
      const merged = Object.entries({ ...require(id), ...changes, id })
      return put(Object.fromEntries(merged.filter(([, value]) => value !== null)) as Entity)
    },
    remove(id: string): Entity {
      const entity = require(id)
      store.remove(id)
      return entity
    }
  }
}

function madeUp(workspace: Workspace, { name, properties }: (typeof storing)[number], id: unknown): Entity {
  const { clock, organization } = workspace
  const now = clock.timestamp()
  const values = {
    id: id ?? workspace.freshId(name),
    timestamp_created: now,
    timestamp_updated: now,
    organization,
    organization_id: organization
  }
  const known = Object.entries(values).filter(([name]) => name in properties)
  return Object.fromEntries(known) as Entity
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
