import { ApiError } from '../errors.ts'
import type { Sql } from './database.ts'

const MIB = 1024 * 1024

/** What a world may hold unless told otherwise, in MiB. */
export const DEFAULT_LIMIT = 256

/** The statements that bring content. */
const grows = /^\s*INSERT|\bSET document\b/

/**
 * The same statements, but one that brings content is refused once the database holds its limit. It is looked at before
 * the write, and far from what SQLite itself can hold in memory: a write that SQLite finds no room for ends the
 * transaction around it, and with it all that was answered before.
 * @param limit in MiB
 */
export function withinLimit(sql: Sql, limit: number): Sql {
  const count = (what: string) => Number(sql(`PRAGMA ${what}`).pluck().get())
  const isFull = () => {
    const most = (limit * MIB) / count('page_size')
    const pages = count('page_count')
    return pages >= most && pages - count('freelist_count') >= most
  }
  return (text) => {
    if (grows.test(text) && isFull()) {
      throw new ApiError(
        507,
        `The workspace holds ${limit} MiB, the most that it may: remove something, reset it, or raise --workspace-limit`
      )
    }
    return sql(text)
  }
}
