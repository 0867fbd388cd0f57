import type { Schedule } from '../../../src/simulation/sending/window.ts'

const MINUTE = 60_000
const DAY = 1440
/** All hours of the tests begin and end at whole fives of minutes, and so do all changes of a clock. */
export const GRID = 5 * MINUTE

const formats = new Map<string, Intl.DateTimeFormat>()

/** What a wall clock in the zone shows, in minutes since 1970: by the fields that Intl writes, not by its offset. */
export function wallClock(zone: string, at: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(zone, format)
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`) / MINUTE
}

export type Minute = { at: number; open: boolean; date: string }

/**
 * A model of the schedule by watching a clock that stands while a change sets it back: every five minutes from one
 * instant to another, whether the campaign may send.
 */
export function watch(schedule: Schedule, from: number, to: number): Minute[] {
  const zones = [...new Set(schedule.schedules.map(({ timezone }) => timezone))]
  const shown = new Map<string, number>()
  const minutes: Minute[] = []
  // Starts a day earlier, so that the time before a change is known.
  for (let at = from - DAY * MINUTE; at < to; at += GRID) {
    for (const zone of zones) {
      shown.set(zone, Math.max(shown.get(zone) ?? Number.NEGATIVE_INFINITY, wallClock(zone, at)))
    }
    const date = new Date((shown.get(zones[0] ?? '') ?? 0) * MINUTE).toISOString().slice(0, 10)
    const open =
      (!schedule.start_date || date >= schedule.start_date) &&
      (!schedule.end_date || date <= schedule.end_date) &&
      schedule.schedules.some((hours) => within(hours, shown.get(hours.timezone) ?? 0))
    if (at >= from) minutes.push({ at, open, date })
  }
  return minutes
}

function within({ timing, days }: Schedule['schedules'][number], shown: number): boolean {
  const named = (minute: number) => days[`${new Date(minute * MINUTE).getUTCDay() as 0}`] === true
  const [from, to] = [timing.from, timing.to].map((time) => Date.parse(`1970-01-01T${time}Z`) / MINUTE) as [
    number,
    number
  ]
  const minute = shown % DAY
  if (from <= to) return named(shown) && from <= minute && minute < to
  return (named(shown) && from <= minute) || (named(shown - DAY) && minute < to)
}

/** The instants, to the half hour, at which the zone's clock went another way than time itself. */
export function changesOf(zone: string, from: number, to: number, step = 3 * DAY): number[] {
  const changes: number[] = []
  for (let at = from; at < to; at += step * MINUTE) {
    const end = at + step * MINUTE
    if (wallClock(zone, end) - wallClock(zone, at) === step) continue
    changes.push(...(step === 30 ? [end] : changesOf(zone, at, end, step / 12)))
  }
  return changes
}
