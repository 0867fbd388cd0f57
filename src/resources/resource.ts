import type { Faker } from '@faker-js/faker'
import type { TSchema } from 'typebox'
import type { World } from '../world/world.ts'

/** What every resource is made of. */
export type Resource = {
  /** What a fixture calls its entities. */
  name: string
  /** What they look like: published, and what a fixture's are checked against. */
  entity: TSchema & { $id?: string }
  /** The statements that make its tables; none where it stores nothing of its own. */
  tables?: string
  /** What it does, on one world. */
  store: (world: World) => object
  /** Believable entities; the tags, and the resources before it, have theirs in the world already. */
  seed?: (soil: SeedContext) => object[]
}

/** What a seed grows from. */
export type SeedContext = {
  world: World
  /** Seeded, so that the same number grows the same entities. */
  faker: Faker
  /** How many campaigns are wanted; the other resources keep in proportion. */
  size: number
}
