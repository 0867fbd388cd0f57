import type { Faker } from '@faker-js/faker'
import type { TSchema } from 'typebox'
import type { Slice } from '../world/collection.ts'
import type { EventType, WorldEvent } from '../world/events.ts'
import type { World } from '../world/world.ts'

/** The parts of a resource. */
export type Resource = {
  /** The name of its entities in fixtures and the control plane: `custom_tags`. */
  name: string
  /** The tag of its operations. */
  tag: string
  /** The published schema of its entities. */
  entity: TSchema & { $id?: string; description?: string }
  /** The schema for entities in fixtures, if it accepts more than the published one. */
  kept?: TSchema
  /** Its logic, on one world; a second parameter names the verbs of other resources that it calls. */
  store(world: World, neighbours: never): object
  /** The statements that create its tables, views and triggers. */
  tables?: string
  /** The property that identifies its entities; undefined if it stores none. */
  key?: string
  /** The format of its keys, if the API finds none of another; addresses are in lower case. */
  keyFormat?: 'uuid' | 'address'
  /**
   * What a fixture may omit, by property: how it follows from the rest of the entity. Ids, timestamps and the workspace
   * are generated for every resource.
   */
  defaults?: Record<string, (entity: Record<string, unknown>, world: World) => unknown>
  /** Its stored entities, bypassing the rules of the API. */
  collection?(world: World): Entities
  /** Its scheduled tasks, by the names that its store schedules. */
  tasks?: Record<string, (neighbours: never, argument: string) => void>
  /** Its listeners, called inside the transaction that emits the event. */
  on?: { [Type in EventType]?: (neighbours: never, event: WorldEvent) => void }
  /** Generates realistic entities; those of the resources before it already exist. */
  seed?(context: SeedContext): object[]
}

/** A collection of any entities. */
export type Entities = {
  all(): object[]
  count(): number
  slice(slice: Slice): object[]
  require(key: string): object
  freshId(): string
  insert(entity: object): unknown
  put(entity: object): unknown
  remove(key: string): unknown
}

/** The input of seeds. */
export type SeedContext = {
  world: World
  /** Seeded, so that the same number generates the same entities. */
  faker: Faker
  /** Called for each entity that takes long to generate. */
  grown(): void
  /** The number of campaigns; other resources are in proportion. */
  size: number
}
