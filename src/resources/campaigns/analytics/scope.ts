import { type Condition, equals, type Filters, isAmong } from '../../../world/conditions.ts'
import type { Period } from './period.ts'

/** Which campaigns are counted: those that are named, all of them unless some are; in one state, if that is told. */
export type Chosen = { ids: string[] | undefined; status?: number }

/** What parameters name; `id` and `ids` add up, commas separate as well (choices). */
export function named(...parameters: (string | string[] | undefined)[]): string[] | undefined {
  const values = parameters.flat().flatMap((value = '') => value.split(','))
  const ids = [...new Set(values.map((value) => value.trim()))].filter((value) => value !== '')
  return ids.length ? ids : undefined
}

/** The campaigns that there are now. */
export const campaignsOf = ({ ids, status }: Chosen): Filters => [
  isAmong('id', ids),
  equals('status', status)
]

/** What happened in them and their subsequences; where all are chosen, in those that are deleted, too. */
export const eventsOf = ({ ids, status }: Chosen): Filters => [
  // A single one is compared with directly, which keeps the index in order.
  ids?.length === 1 ? equals('campaign', ids[0]) : isAmong('campaign', ids),
  status !== undefined && ['campaign IN (SELECT id FROM campaigns WHERE status = ?)', status]
]

export const within = ({ from, to }: Period): Condition => ['at BETWEEN ? AND ?', from, to]
