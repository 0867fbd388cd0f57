import { createFaults, type Faults } from '../controls/faults/engine.ts'
import { createJournal, type Journal } from '../controls/journal/engine.ts'
import { createRateLimits, type RateLimits } from '../controls/rate-limits/engine.ts'
import { type Caller, createCaller } from '../deliveries/call.ts'
import { createDeliveries, type Deliveries } from '../deliveries/engine.ts'
import { resources } from '../resources/index.ts'
import type { Resource } from '../resources/resource.ts'
import { type Sending, sendingOf } from '../simulation/sending/sending-status.ts'
import type { ClockState, KeptClock } from '../world/clock.ts'
import { eventTypes } from '../world/events.ts'
import { openWorld, type World } from '../world/world.ts'
import { parts } from './parts.ts'
import { createSettle, type Settle } from './settle.ts'

type Resources = typeof resources
type Stores = { readonly [Name in keyof Resources]: ReturnType<Resources[Name]['store']> }

/** The data at a moment, and the clock's state. */
export type Snapshot = { image: Buffer; clock: ClockState }

/** A test's controls of a workspace, unknown to the stores. */
export type Controls = {
  readonly journal: Journal
  readonly faults: Faults
  readonly rateLimits: RateLimits
  /** Snapshots by name. */
  readonly snapshots: Map<string, Snapshot>
  /** Whether to refuse what the service silently drops or tolerates. */
  strict: boolean
}

/** An isolated world with every resource's store, each created on first use: `workspace.campaigns.read(id)`. */
export type Workspace = World &
  Stores &
  Controls &
  Settle & { readonly sending: Sending; readonly deliveries: Deliveries }

export const allTables = parts.flatMap(({ tables = [] }) => tables)

const CLOCK = 'clock'

/** Calls loopback and private addresses. */
const nearby = createCaller({ hosts: [], ports: [] })

/** The prototype of workspaces: makes each store when it is first asked for, or again after a load. */
const stores = {}
for (const [key, resource] of Object.entries<Resource>(resources)) {
  Object.defineProperty(stores, key, {
    get(this: World) {
      // The workspace has every neighbour that a store can name.
      const value = resource.store(this, this as never)
      Object.defineProperty(this, key, { value, configurable: true })
      return value
    }
  })
}

/** A world with its stores; see `openWorld`. */
export function openWorkspace(
  name: string,
  begin: Buffer,
  path?: string,
  limit?: number,
  caller: Caller = nearby
): Workspace {
  const world = openWorld(name, begin, path, limit)
  const controls: Controls = {
    journal: createJournal(),
    faults: createFaults(),
    rateLimits: createRateLimits(world.clock),
    snapshots: new Map(),
    strict: false
  }
  const settle = createSettle(world)
  const { clock, settings, close, load } = world
  const keepClock = () => {
    try {
      settings.write(CLOCK, clock.kept)
    } catch {
      // A full workspace can still be frozen, copied and reset; only its clock is not kept.
    }
  }
  if (path !== undefined) {
    // Otherwise all work due since then would be done at once after a restart.
    clock.resume(settings.read<KeptClock>(CLOCK, { ahead: 0 }))
    clock.watch(keepClock)
  }
  // The workspace has every store that deliveries read.
  const deliveries = createDeliveries(world as never, caller)
  Object.assign(world, controls, settle, {
    // The workspace has every store that the simulator works on.
    sending: sendingOf(world as never),
    deliveries,
    load(image: Buffer) {
      load(image)
      if (path !== undefined) keepClock()
      // Thousands of workspaces may have been reset, never to be used again.
      for (const key of Object.keys(resources)) Reflect.deleteProperty(world, key)
      deliveries.abandon()
    },
    close() {
      settle.end()
      deliveries.end()
      close()
    }
  })
  listen(world)
  Object.setPrototypeOf(world, stores)
  // Deliveries in progress when the process, or the world that this is a copy of, ended.
  deliveries.kick()
  return world as Workspace
}

/** Passes the world's events to all listeners. */
function listen(world: World): void {
  for (const { on = {} } of parts) {
    for (const type of eventTypes) {
      const listener = on[type]
      if (listener) world.events.listen(type, (event) => listener(world as never, event))
    }
  }
}
