import { instantOf, LATEST } from '../../../controls/clock/instant.ts'
import { badRequest } from '../../../errors.ts'
import { messageOnly } from '../../../http/error-schemas.ts'

export const DAY = 86_400_000
const ALWAYS = { from: 0, to: LATEST }

/** A period in epoch milliseconds, both ends included. */
export type Period = { from: number; to: number }
export type Dates = { start_date?: string; end_date?: string }

const WRONG_ORDER = 'Start Date must be earlier than End Date'

/** Documented: this exact text. */
export const InvalidPeriod = messageOnly(WRONG_ORDER)

/** A date alone is midnight UTC (documented); a time without a zone is in UTC (a choice). */
function instant(date: string | undefined): number | undefined {
  if (!date) return undefined
  const at = instantOf(date) ?? instantOf(`${date}Z`)
  if (at === undefined) throw badRequest('Invalid date')
  return at
}

/** Equal dates are accepted (recorded). */
function inOrder(period: Period): Period {
  if (period.from > period.to) throw badRequest(WRONG_ORDER)
  return period
}

/** From one instant to the other; all time by default. */
export const instantsOf = ({ start_date, end_date }: Dates): Period =>
  inOrder({ from: instant(start_date) ?? ALWAYS.from, to: instant(end_date) ?? ALWAYS.to })

/** Whole days in UTC, from the first to the last; all time by default. */
export function daysOf(dates: Dates): Period {
  const from = startOfDay(instant(dates.start_date) ?? ALWAYS.from)
  const to = startOfDay(instant(dates.end_date) ?? ALWAYS.to) + DAY - 1
  return inOrder({ from, to })
}

const startOfDay = (at: number): number => at - (at % DAY)
