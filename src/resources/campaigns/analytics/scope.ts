import { type Condition, equals, type Filters, isAmong } from '../../../world/conditions.ts'
import type { Period } from './period.ts'

/** Which campaigns to count: the named ones or all, optionally only those with a status. */
export type Chosen = { ids: string[] | undefined; status?: number }

/** The campaigns named in parameters; `id` and `ids` add up, and commas separate ids (choices). */
export function named(...parameters: (string | string[] | undefined)[]): string[] | undefined {
  const values = parameters.flat().flatMap((value = '') => value.split(','))
  const ids = [...new Set(values.map((value) => value.trim()))].filter((value) => value !== '')
  return ids.length ? ids : undefined
}

/** The existing campaigns in scope. */
export const campaignsOf = ({ ids, status }: Chosen): Filters => [
  isAmong('id', ids),
  equals('status', status)
]

/** The events of the campaigns and their subsequences; if all are chosen, of deleted ones as well. */
export const eventsOf = ({ ids, status }: Chosen): Filters => [
  // A single id is compared directly, which preserves the order of the index.
  ids?.length === 1 ? equals('campaign', ids[0]) : isAmong('campaign', ids),
  status !== undefined && ['campaign IN (SELECT id FROM campaigns WHERE status = ?)', status]
]

export const within = ({ from, to }: Period): Condition => ['at BETWEEN ? AND ?', from, to]
