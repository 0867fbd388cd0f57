import type { Sql } from './database.ts'

/** Where a world's database is: in memory or in a file. */
export type Storage = {
  /** A statement, prepared once. */
  readonly sql: Sql
  /** Does all of `work`, or, when it throws, none. */
  transaction<T>(work: () => T): T
  /** The whole state as the bytes of a database. */
  image(): Buffer
  /** Becomes the state of the image, at once: who reads sees the old state or the new one. */
  load(image: Buffer): void
  close(): void
}
