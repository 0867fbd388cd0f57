import type { Static } from 'typebox'
import { LATEST } from '../../controls/clock/instant.ts'
import type { CampaignSchedule } from '../../resources/campaigns/schedule.ts'
import { DAY, instantOf, localDay } from './zone.ts'

export type Schedule = Static<typeof CampaignSchedule>
type Hours = Schedule['schedules'][number]
type Window = { opens: number; closes: number }

/**
 * The first instant, starting from the given one, at which the campaign may send; undefined if there is none that a clock
 * can show.
 */
export function nextOpening(schedule: Schedule, at: number): number | undefined {
  const dates = datesOf(schedule)
  const from = Math.max(at, dates.opens)
  if (from >= LATEST) return undefined
  let next = dates.closes
  for (const hours of schedule.schedules) next = Math.min(next, openingOf(hours, from))
  return next < dates.closes ? next : undefined
}

/** Open if any of its schedules is. */
export const isOpen = (schedule: Schedule, at: number): boolean => nextOpening(schedule, at) === at

/** The first instant, starting from the given one, at which no schedule is open; undefined if there is none. */
export function closing(schedule: Schedule, at: number): number | undefined {
  const { opens, closes } = datesOf(schedule)
  if (at < opens) return at
  let end = at
  while (end < closes && end - at < YEAR) {
    const next = Math.max(...schedule.schedules.map((hours) => closingOf(hours, end)))
    if (next === end) return end
    end = next
  }
  return end < closes ? undefined : Math.max(at, closes)
}

/** The end of the campaign's last day; Infinity if it has none. */
export const endOf = (schedule: Schedule): number => datesOf(schedule).closes

export const isOver = (schedule: Schedule, at: number): boolean => at >= endOf(schedule)

/** The campaign's local day at the instant, for which its limits count: its date, start and end. */
export function dayOf(schedule: Schedule, at: number): { date: string; begins: number; ends: number } {
  const zone = zoneOf(schedule)
  const day = localDay(zone, at)
  const date = new Date(day * DAY).toISOString().slice(0, 10)
  return { date, begins: instantOf(zone, day * DAY), ends: instantOf(zone, (day + 1) * DAY) }
}

/** The first schedule's time zone is the campaign's. */
const zoneOf = ({ schedules }: Schedule) => schedules[0]?.timezone ?? 'Etc/GMT+0'

/** From the start of the first day to the end of the last. */
function datesOf(schedule: Schedule): Window {
  const { start_date, end_date } = schedule
  const zone = zoneOf(schedule)
  return {
    opens: start_date ? instantOf(zone, startOf(start_date)) : Number.NEGATIVE_INFINITY,
    closes: end_date ? instantOf(zone, startOf(end_date) + DAY) : Number.POSITIVE_INFINITY
  }
}

/** Before 1970, when no clock here has begun, zones were odd seconds away from UTC. */
const startOf = (date: string) => Math.max(Date.parse(date), 0)

const YEAR = 366 * DAY

/** A clock change may skip the hours of one week, but not of two. */
const LONGEST_WAIT = 15

function openingOf(hours: Hours, at: number): number {
  const today = localDay(hours.timezone, at)
  for (let day = today - 1; day <= today + LONGEST_WAIT; day++) {
    const { opens, closes } = windowOf(hours, day)
    if (opens < closes && at < closes) return Math.max(opens, at)
  }
  return Number.POSITIVE_INFINITY
}

function closingOf(hours: Hours, at: number): number {
  const today = localDay(hours.timezone, at)
  for (const day of [today - 1, today]) {
    const { opens, closes } = windowOf(hours, day)
    if (opens <= at && at < closes) return closes
  }
  return at
}

const CLOSED: Window = { opens: 0, closes: 0 }

/** The hours that begin on this day; those that end before they begin run past midnight. */
function windowOf({ timing, days, timezone }: Hours, day: number): Window {
  const named: Record<number, boolean | undefined> = days
  if (!named[weekday(day)]) return CLOSED
  const from = minutes(timing.from)
  const to = minutes(timing.to)
  const end = from > to ? day + 1 : day
  return { opens: instantOf(timezone, day * DAY + from), closes: instantOf(timezone, end * DAY + to) }
}

/** 0 is Sunday; 1 January 1970 was a Thursday. */
const weekday = (day: number) => (day + 4) % 7

/** `09:30` in milliseconds since midnight. */
const minutes = (time: string) => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000
