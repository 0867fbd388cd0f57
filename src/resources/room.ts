import type { Faker } from '@faker-js/faker'
import type { TSchema } from 'typebox'
import type { Routes } from '../http/routes.ts'
import type { World } from '../workspace/world.ts'

/** What every room is made of. */
export type Room = {
  /** What a fixture calls its entities. */
  name: string
  /** What they look like: published, and what a fixture's are checked against. */
  entity: TSchema & { $id?: string }
  /** The statements that make its tables; none where it stores nothing of its own. */
  tables?: string
  /** What it does, on one world. */
  store: (world: World) => object
  /** How it is reached. */
  routes: Routes
  /** Believable entities; the tags, and the rooms before it, have theirs in the world already. */
  seed?: (soil: Soil) => object[]
}

/** What a seed grows from. */
export type Soil = {
  world: World
  /** Seeded, so that the same number grows the same entities. */
  faker: Faker
  /** How many campaigns are wanted; the other rooms keep in proportion. */
  size: number
}
