import { ApiError } from '../errors.ts'
import { PAGE_SIZE, type Sql } from './database.ts'

const MIB = 1024 * 1024

/** The default size limit of a world, in MiB. */
export const DEFAULT_LIMIT = 256

/** The statements that add content. */
const grows = /^\s*(INSERT|UPDATE \w+ SET document\b)/

/**
 * The same statements, but those that add content are refused once the database has reached its limit. This is checked
 * before the write, and well below SQLite's own limit for memory: a write for which SQLite itself has no space ends the
 * surrounding transaction and loses everything in it.
 * @param limit in MiB
 */
export function withinLimit(sql: Sql, limit: number): Sql {
  const count = (what: string) => Number(sql(`PRAGMA ${what}`).pluck().get())
  const most = (limit * MIB) / PAGE_SIZE
  const isFull = () => {
    const pages = count('page_count')
    return pages >= most && pages - count('freelist_count') >= most
  }
  return (text) => {
    if (grows.test(text) && isFull()) {
      throw new ApiError(
        507,
        `The workspace holds ${limit} MiB, its limit: remove something, reset it, or raise --workspace-limit`
      )
    }
    return sql(text)
  }
}
