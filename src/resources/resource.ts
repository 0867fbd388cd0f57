import type { Faker } from '@faker-js/faker'
import type { TSchema } from 'typebox'
import type { Slice } from '../world/collection.ts'
import type { EventType, WorldEvent } from '../world/events.ts'
import type { World } from '../world/world.ts'

/** What every resource is made of. */
export type Resource = {
  /** What fixtures and the control plane call its entities: `custom_tags`. */
  name: string
  /** The tag of its operations. */
  tag: string
  /** What its entities look like, as published. */
  entity: TSchema & { $id?: string; description?: string }
  /** What those of a fixture are checked against, where there are more than the published ones. */
  kept?: TSchema
  /** What it does, on one world; a second parameter names the neighbours that it calls. */
  store(world: World, neighbours: never): object
  /** The statements that make its tables, views and triggers. */
  tables?: string
  /** The property that tells its entities apart; none where it keeps no entities of its own. */
  key?: string
  /** The format of its keys, where the API finds none of another; an address is in lower case. */
  keyFormat?: 'uuid' | 'address'
  /**
   * What a fixture need not say, by property: how it follows from the rest of the entity. Ids, times and the workspace are
   * generated for every resource.
   */
  defaults?: Record<string, (entity: Record<string, unknown>, world: World) => unknown>
  /** Its entities as they are kept, past the rules of the API. */
  collection?(world: World): Entities
  /** What it does later: how, by the names that its store schedules. */
  tasks?: Record<string, (neighbours: never, argument: string) => void>
  /** Its listeners, called inside the transaction that emits the event. */
  on?: { [Type in EventType]?: (neighbours: never, event: WorldEvent) => void }
  /** Believable entities; the resources before it have theirs in the world already. */
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

/** What a seed grows from. */
export type SeedContext = {
  world: World
  /** Seeded, so that the same number grows the same entities. */
  faker: Faker
  /** Called for each entity that takes long. */
  grown(): void
  /** How many campaigns are wanted; the other resources keep in proportion. */
  size: number
}
