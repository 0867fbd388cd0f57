import { rooms } from '../resources/index.ts'
import { createClock } from './clock.ts'
import { type Db, statements } from './database.ts'
import { createIds } from './ids.ts'
import type { World } from './world.ts'

type Rooms = typeof rooms
type Stores = { readonly [Name in keyof Rooms]: ReturnType<Rooms[Name]['store']> }

/** One complete, isolated world with every room's store, each built on first use: `workspace.campaigns.read(id)`. */
export type Workspace = World & Stores

export const allTables = Object.values(rooms).flatMap((room) => ('tables' in room ? [room.tables] : []))

/** The table of one row that tells whose world this is, and how many of its ids are given out. */
export const originTable = `
  CREATE TABLE origin (seed TEXT NOT NULL, organization TEXT NOT NULL, ids_used INTEGER NOT NULL) STRICT`

type Origin = { seed: string; organization: string; ids_used: number }

/**
 * The world in the database.
 * @param idSeed what its ids follow from; unless given, that of its origin, so that the same calls give the same ids
 */
export function openWorkspace(name: string, db: Db, idSeed?: string): Workspace {
  const sql = statements(db)
  const { seed, organization, ids_used } = sql('SELECT * FROM origin').get() as Origin
  const ids = idSeed === undefined ? createIds(seed, ids_used) : createIds(idSeed)
  const world: World = { name, db, sql, clock: createClock(), ids, organization }
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
