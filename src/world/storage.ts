import type { Sql } from './database.ts'

/** A world's database, in memory or in a file. */
export type Storage = {
  /** A statement, prepared once. */
  readonly sql: Sql
  /** Runs `work` in a transaction. */
  transaction<T>(work: () => T): T
  /** The whole state as a database image. */
  image(): Buffer
  /** Replaces the state with the image, atomically: readers see the old state or the new one. */
  load(image: Buffer): void
  close(): void
}
