import { ApiError } from '../errors.ts'
import { PAGE_SIZE } from './database.ts'
import type { Storage } from './storage.ts'

const MIB = 1024 * 1024

/** The default size limit of a world, in MiB. */
export const DEFAULT_LIMIT = 256

/** The statements that add content. */
const grows = /^\s*(INSERT|UPDATE \w+ SET document\b)/

/** An upper bound in bytes for one statement: the largest body in a document, in columns and in their indexes. */
const LARGEST_WRITE = 32 * MIB

/**
 * The same storage, but statements that add content are refused once the database has reached its limit. This is checked
 * before the write, and well below SQLite's own limit for memory: a write for which SQLite itself has no space ends the
 * surrounding transaction and loses everything in it. Far from the limit, only some writes are checked.
 * @param limit in MiB
 */
export function withinLimit(storage: Storage, limit: number): Storage {
  const { sql } = storage
  const count = (what: string) => Number(sql(`PRAGMA ${what}`).pluck().get())
  const most = (limit * MIB) / PAGE_SIZE
  /** The number of writes that cannot reach the limit. */
  let unchecked = 0
  const isFull = () => {
    if (unchecked > 0) {
      unchecked -= 1
      return false
    }
    const pages = count('page_count')
    unchecked = Math.floor(((most - pages) * PAGE_SIZE) / LARGEST_WRITE)
    return pages >= most && pages - count('freelist_count') >= most
  }
  return {
    ...storage,
    sql(text) {
      const statement = sql(text)
      if (!statement.readonly && grows.test(text) && isFull()) {
        throw new ApiError(
          507,
          `The workspace holds ${limit} MiB, its limit: remove something, reset it, or raise --workspace-limit`
        )
      }
      return statement
    },
    load(image) {
      storage.load(image)
      unchecked = 0
    }
  }
}
