import { rooms } from '../resources/index.ts'
import { createFaults, type Faults } from './faults.ts'
import { createJournal, type Journal } from './journal.ts'
import { createRateLimits, type RateLimits } from './rate-limits.ts'
import { openWorld, type World } from './world.ts'

type Rooms = typeof rooms
type Stores = { readonly [Name in keyof Rooms]: ReturnType<Rooms[Name]['store']> }

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

/** One complete, isolated world with every room's store, each built on first use: `workspace.campaigns.read(id)`. */
export type Workspace = World & Stores & Controls

export const allTables = Object.values(rooms).flatMap((room) => ('tables' in room ? [room.tables] : []))

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
  for (const [key, room] of Object.entries(rooms)) {
    Object.defineProperty(world, key, {
      configurable: true,
      get() {
        const store = room.store(world)
        Object.defineProperty(world, key, { value: store })
        return store
      }
    })
  }
  return world as Workspace
}
