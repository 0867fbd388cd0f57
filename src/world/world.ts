import { type Clock, createClock } from './clock.ts'
import {
  type Db,
  imageOfDatabase,
  openFile,
  openImage,
  prepareFile,
  replaceFile,
  type Sql,
  statements
} from './database.ts'
import { createIds, type Ids, unpredictable } from './ids.ts'

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
  /** The next id, of those that `make` gives, that nothing in the table has: what was imported may have brought it. */
  freshId(table: string, make?: () => string): string
  /** The id of the workspace, as its entities name it. */
  readonly organization: string
  /** The whole state as the bytes of a database. */
  image(): Buffer
  /**
   * Becomes the state of the image, at once: a request sees the old world or the new one. What it costs does not
   * depend on the image's size: either what has changed since is rolled back, or the image is shared until a write.
   */
  load(image: Buffer): void
  close(): void
}

/** The table of one row that tells whose world this is, what its ids follow from and how many are given out. */
export const originTable = `
  CREATE TABLE origin (seed TEXT NOT NULL, organization TEXT NOT NULL, ids_used INTEGER NOT NULL) STRICT`

type InitialState = { seed: string; organization: string; ids_used: number }

/**
 * A world that begins as the image. In memory it shares one read-only database with all that begin alike, and takes a
 * copy of its own when it is first written to.
 * @param path the file that keeps it across restarts; what is there already comes before the image
 */
export function openWorld(name: string, begin: Buffer, path?: string): World {
  const ids = createIds('')
  let base = begin
  let shared = path === undefined
  let { db, sql } = path === undefined ? sharedReader(begin) : withStatements(openFile(path, begin))
  let origin = readOrigin()

  function readOrigin(): InitialState {
    const found = sql('SELECT * FROM origin').get() as InitialState
    // A world that outlives the process cannot know how many ids it gave out before.
    ids.restart(path === undefined ? found.seed : unpredictable(), found.ids_used)
    return found
  }

  function use(next: Reader): void {
    db = next.db
    sql = next.sql
  }

  /** Before the first write in memory: a copy of the base, and a savepoint that leads back to it. */
  function own(): void {
    if (!shared) return
    shared = false
    use(withStatements(openImage(base)))
    sql('SAVEPOINT base').run()
  }

  return {
    name,
    file: path,
    sql(text) {
      const statement = sql(text)
      if (statement.readonly || !shared) return statement
      own()
      return sql(text)
    },
    transaction(work) {
      own()
      return db.transaction(work)()
    },
    clock: createClock(),
    ids,
    freshId(table, make = ids.v4) {
      const taken = sql(`SELECT 1 FROM ${table} WHERE id = ?`)
      for (;;) {
        const id = make()
        if (taken.get(id) === undefined) return id
      }
    },
    get organization() {
      return origin.organization
    },
    image() {
      if (shared && ids.used === origin.ids_used) return base
      own()
      sql('UPDATE origin SET ids_used = ?').run(ids.used)
      if (path !== undefined) return imageOfDatabase(db)
      sql('RELEASE base').run()
      base = imageOfDatabase(db)
      sql('SAVEPOINT base').run()
      return base
    },
    load(image) {
      if (path !== undefined) {
        // First, so that a full disk leaves the world as it is.
        prepareFile(path, image)
        db.close()
        use(withStatements(replaceFile(path)))
      } else if (!shared && image === base) {
        sql('ROLLBACK TO base').run()
      } else {
        if (!shared) db.close()
        base = image
        shared = true
        use(sharedReader(image))
      }
      origin = readOrigin()
    },
    close() {
      if (!shared) db.close()
    }
  }
}

type Reader = { db: Db; sql: Sql }

const readers = new WeakMap<Buffer, Reader>()

/** One database, with its statements, for all worlds that read from the image; it goes when the image goes. */
function sharedReader(image: Buffer): Reader {
  const known = readers.get(image)
  if (known) return known
  const reader = withStatements(openImage(image))
  readers.set(image, reader)
  return reader
}

const withStatements = (db: Db): Reader => ({ db, sql: statements(db) })
