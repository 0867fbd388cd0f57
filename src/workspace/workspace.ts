import { createFaults, type Faults } from '../controls/faults/engine.ts'
import { createJournal, type Journal } from '../controls/journal/engine.ts'
import { createRateLimits, type RateLimits } from '../controls/rate-limits/engine.ts'
import { resources } from '../resources/index.ts'
import type { Resource } from '../resources/resource.ts'
import { openWorld, type World } from '../world/world.ts'

type Resources = typeof resources
type Stores = { readonly [Name in keyof Resources]: ReturnType<Resources[Name]['store']> }

/** What a test holds a workspace by; no store knows of it. */
export type Controls = {
  readonly journal: Journal
  readonly faults: Faults
  readonly rateLimits: RateLimits
  /** Images by the name that a test gave them. */
  readonly snapshots: Map<string, Buffer>
  /** Whether what the service silently drops or forgives is refused. */
  strict: boolean
}

/** One complete, isolated world with every resource's store, each built on first use: `workspace.campaigns.read(id)`. */
export type Workspace = World & Stores & Controls

export const allTables = Object.values<Resource>(resources).flatMap(({ tables = [] }) => tables)

/** A world with its stores; see `openWorld`. */
export function openWorkspace(name: string, begin: Buffer, path?: string): Workspace {
  const world = openWorld(name, begin, path)
  const controls: Controls = {
    journal: createJournal(),
    faults: createFaults(),
    rateLimits: createRateLimits(world.clock),
    snapshots: new Map(),
    strict: false
  }
  Object.assign(world, controls)
  for (const [key, resource] of Object.entries<Resource>(resources)) {
    Object.defineProperty(world, key, {
      configurable: true,
      get() {
        // The workspace has every neighbour that a store can name.
        const store = resource.store(world, world as never)
        Object.defineProperty(world, key, { value: store })
        return store
      }
    })
  }
  return world as Workspace
}
