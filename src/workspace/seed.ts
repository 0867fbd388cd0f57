import type { Faker } from '@faker-js/faker'
import { type KeptResource, keptResources } from '../resources/index.ts'
import { recordHistory } from '../simulation/history.ts'
import { createDatabase, imageOfDatabase } from '../world/database.ts'
import { createIds } from '../world/ids.ts'
import { worldTables } from '../world/world.ts'
import type { Fixture } from './fixture.ts'
import { organizationOf, populate } from './populate.ts'
import { type Progress, progressFor } from './progress.ts'
import { allTables, openWorkspace, type Workspace } from './workspace.ts'

/** When every seeded world was created, so that it is the same on every day. */
const SEEDED_AT = '2026-06-01T09:00:00.000Z'

/** The initial state of new workspaces: generated from a seed, or a fixture. */
export type InitialState = {
  seed: number
  size: number
  fixture?: Fixture
  /** The maximum size of a workspace in MiB. */
  limit?: number
  /** Receives a progress message, at most once a second. */
  tell?: (text: string) => void
}

/**
 * The initial state as a database image, from which any number of workspaces can be opened.
 * @param idsUsed how many ids were issued before
 * @throws FixtureError with all mistakes of the fixture
 */
export async function imageOf(
  { seed, size, fixture, limit, tell }: InitialState,
  idsUsed = 0
): Promise<Buffer> {
  const organization = (fixture && organizationOf(fixture)) ?? createIds(`organization of ${seed}`).v4()
  const workspace = openWorkspace('image', bare(String(seed), organization, idsUsed), undefined, limit)
  const progress = progressFor(tell)
  try {
    if (fixture) await populate(workspace, fixture, SEEDED_AT, progress)
    else await grow(workspace, seed, size, progress)
    recordHistory(workspace)
    return workspace.image()
  } finally {
    workspace.close()
  }
}

function bare(seed: string, organization: string, idsUsed: number): Buffer {
  const db = createDatabase([...worldTables, ...allTables])
  db.prepare('INSERT INTO world VALUES (?, ?, ?)').run(seed, organization, idsUsed)
  return imageOfDatabase(db)
}

async function grow(world: Workspace, seed: number, size: number, progress: Progress): Promise<void> {
  const faker = await ownFaker(seed)
  for (const [, resource] of keptResources) {
    const grown = () => progress(() => `growing ${size} campaigns with all else: ${resource.name}`)
    if (resource.seed) insertAll(world, resource, resource.seed({ world, faker, grown, size }), grown)
  }
}

/** Our own faker, independent of one that tests may use, without loading the other seventy locales. */
async function ownFaker(seed: number): Promise<Faker> {
  const { faker } = await import('@faker-js/faker/locale/en')
  const Constructor = faker.constructor as typeof Faker
  const own = new Constructor({ locale: faker.rawDefinitions, seed })
  own.setDefaultRefDate(SEEDED_AT)
  return own
}

function insertAll(
  world: Workspace,
  { collection }: KeptResource,
  entities: object[],
  grown: () => void
): void {
  const { insert } = collection(world)
  world.transaction(() => {
    for (const entity of entities) {
      insert(entity)
      grown()
    }
  })
}
