import { type Clock, createClock } from './clock.ts'
import type { Sql } from './database.ts'
import { createEvents, type Events, eventsTable } from './events.ts'
import { inFile } from './file.ts'
import { createIds, type Ids, ownerOf, unpredictable } from './ids.ts'
import { inMemory } from './memory.ts'
import { type Remember, remembering } from './remember.ts'
import { createSchedule, type Schedule, scheduleTable } from './schedule.ts'
import { createSettings, type Settings, settingsTable } from './settings.ts'
import { DEFAULT_LIMIT, withinLimit } from './size-limit.ts'

/** All that a store may touch: one database, one clock, one source of ids, and their owner. */
export type World = {
  /** The workspace's name. */
  readonly name: string
  /** Its file; undefined if it is only in memory. */
  readonly file: string | undefined
  /** A statement on the world's database, prepared once. */
  readonly sql: Sql
  /** Runs `work` in a transaction. */
  transaction<T>(work: () => T): T
  readonly remember: Remember
  readonly clock: Clock
  readonly ids: Ids
  /** Scheduled work. */
  readonly schedule: Schedule
  /** The event log. */
  readonly events: Events
  readonly settings: Settings
  /** What chance follows from, and in memory the ids. */
  readonly seed: string
  /** From now on another seed; no id is issued twice. */
  reseed(seed: string): void
  /** The id of the workspace in its entities. */
  readonly organization: string
  /** The id of the workspace's owner, the default author of everything. */
  readonly owner: string
  /** The whole state as a database image. */
  image(): Buffer
  /**
   * Replaces the state with the image, atomically: a request sees the old world or the new one. In memory the cost does
   * not depend on the image's size.
   */
  load(image: Buffer): void
  close(): void
}

/** One row: the world's owner, the seed of its ids and the number of ids issued. */
const worldTable = `
  CREATE TABLE world (seed TEXT NOT NULL, organization TEXT NOT NULL, ids_used INTEGER NOT NULL) STRICT`

/** The tables of every world, whatever its resources. */
export const worldTables = [worldTable, settingsTable, scheduleTable, eventsTable]

type Row = { seed: string; organization: string; ids_used: number }

/**
 * A world that starts as the image.
 * @param path the file that keeps it across restarts; if it exists, it is used instead of the image
 * @param limit its maximum size in MiB
 */
export function openWorld(name: string, begin: Buffer, path?: string, limit = DEFAULT_LIMIT): World {
  const ids = createIds('')
  const storage = remembering(withinLimit(path === undefined ? inMemory(begin) : inFile(path, begin), limit))
  const { sql, remember } = storage
  const clock = createClock()
  const settings = createSettings(sql, remember)
  const schedule = createSchedule(sql, settings)
  let row = readRow()
  let owner: { of: string; id: string } | undefined

  function readRow(): Row {
    const found = sql('SELECT * FROM world').get() as Row
    // A world that outlives the process cannot know how many ids it has issued.
    ids.restart(path === undefined ? found.seed : unpredictable(), found.ids_used, found.seed)
    return found
  }

  return {
    name,
    file: path,
    sql,
    transaction: storage.transaction,
    remember,
    clock,
    ids,
    schedule,
    events: createEvents(sql, clock),
    settings,
    get seed() {
      return row.seed
    },
    reseed(seed) {
      sql('UPDATE world SET seed = ?, ids_used = ?').run(seed, ids.used)
      row = readRow()
    },
    get organization() {
      return row.organization
    },
    get owner() {
      if (owner?.of !== row.organization) owner = { of: row.organization, id: ownerOf(row.organization) }
      return owner.id
    },
    image() {
      if (ids.used !== row.ids_used) sql('UPDATE world SET ids_used = ?').run(ids.used)
      row = { ...row, ids_used: ids.used }
      return storage.image()
    },
    load(image) {
      storage.load(image)
      schedule.reread()
      row = readRow()
    },
    close: storage.close
  }
}
