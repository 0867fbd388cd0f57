import type { World } from '../../world/world.ts'
import type { Range } from './later.ts'

/** How many leads to change before serving other workspaces. */
const SLICE = 100

/** The ids of the first leads of the range that have an email, and the remaining range. */
export function sliceOf({ sql }: World, { first, last }: Range): { ids: string[]; rest?: Range } {
  const ids = sql('SELECT id FROM leads WHERE id BETWEEN ? AND ? AND email IS NOT NULL ORDER BY id LIMIT ?')
    .pluck()
    .all(first, last, SLICE + 1)
    .map(String)
  const next = ids[SLICE]
  return { ids: ids.slice(0, SLICE), rest: next === undefined ? undefined : { first: next, last } }
}
