import type { Clock } from './clock.ts'
import type { Db, Sql } from './database.ts'
import type { Ids } from './ids.ts'

/** All that a store may touch: one database, one clock, one source of ids, and whose they are. */
export type World = {
  /** What the keys that open it call it. */
  name: string
  db: Db
  sql: Sql
  clock: Clock
  ids: Ids
  /** The id of the workspace, as its entities name it. */
  organization: string
}
