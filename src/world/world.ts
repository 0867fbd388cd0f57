import { type Clock, createClock } from './clock.ts'
import type { Sql } from './database.ts'
import { createEvents, type Events, eventsTable } from './events.ts'
import { inFile } from './file.ts'
import { createIds, type Ids, ownerOf, unpredictable } from './ids.ts'
import { inMemory } from './memory.ts'
import { createSchedule, type Schedule, scheduleTable } from './schedule.ts'
import { createSettings, type Settings, settingsTable } from './settings.ts'
import { DEFAULT_LIMIT, withinLimit } from './size-limit.ts'

/** All that a store may touch: one database, one clock, one source of ids, and whose they are. */
export type World = {
  /** What the keys that open it call it. */
  readonly name: string
  /** Where it is kept; nowhere but in memory when undefined. */
  readonly file: string | undefined
  /** A statement on the world's database, prepared once. */
  readonly sql: Sql
  /** Does all of `work`, or, when it throws, none. */
  transaction<T>(work: () => T): T
  readonly clock: Clock
  readonly ids: Ids
  /** What is due later. */
  readonly schedule: Schedule
  /** What happened. */
  readonly events: Events
  readonly settings: Settings
  /** The id of the workspace, as its entities name it. */
  readonly organization: string
  /** The id of the user that the workspace belongs to, who did what no other is known to have done. */
  readonly owner: string
  /** The whole state as the bytes of a database. */
  image(): Buffer
  /**
   * Becomes the state of the image, at once: a request sees the old world or the new one. In memory its cost does not
   * depend on the image's size.
   */
  load(image: Buffer): void
  close(): void
}

/** The table of one row that tells whose world this is, what its ids follow from and how many are given out. */
const worldTable = `
  CREATE TABLE world (seed TEXT NOT NULL, organization TEXT NOT NULL, ids_used INTEGER NOT NULL) STRICT`

/** The tables that every world has, whatever resources there are. */
export const worldTables = [worldTable, settingsTable, scheduleTable, eventsTable]

type Row = { seed: string; organization: string; ids_used: number }

/**
 * A world that begins as the image.
 * @param path the file that keeps it across restarts; what is there already comes before the image
 * @param limit how much it may hold, in MiB
 */
export function openWorld(name: string, begin: Buffer, path?: string, limit = DEFAULT_LIMIT): World {
  const ids = createIds('')
  const storage = path === undefined ? inMemory(begin) : inFile(path, begin)
  const sql = withinLimit(storage.sql, limit)
  const clock = createClock()
  const settings = createSettings(sql)
  const schedule = createSchedule(sql, settings)
  let row = readRow()

  function readRow(): Row {
    const found = sql('SELECT * FROM world').get() as Row
    // A world that outlives the process cannot know how many ids it gave out before.
    ids.restart(path === undefined ? found.seed : unpredictable(), found.ids_used, found.seed)
    return found
  }

  return {
    name,
    file: path,
    sql,
    transaction: storage.transaction,
    clock,
    ids,
    schedule,
    events: createEvents(sql, clock),
    settings,
    get organization() {
      return row.organization
    },
    get owner() {
      return ownerOf(row.organization)
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
