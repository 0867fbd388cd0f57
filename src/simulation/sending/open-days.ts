import { nextOpening, type Schedule } from './window.ts'
import { DAY } from './zone.ts'

/** More days than a plot can show; a clock may have been set centuries ahead. */
const MOST_DAYS = 400

/** The days in UTC on which a schedule is open at any time, from the first of these dates to the last. */
export function openDays(schedule: Schedule, dates: string[]): string[] {
  const instants = dates.map((date) => Date.parse(date))
  const last = Math.max(...instants)
  const open: string[] = []
  for (let day = Math.max(Math.min(...instants), last - (MOST_DAYS - 1) * DAY); day <= last; day += DAY) {
    const opening = nextOpening(schedule, day)
    if (opening !== undefined && opening < day + DAY) open.push(new Date(day).toISOString().slice(0, 10))
  }
  return open
}
