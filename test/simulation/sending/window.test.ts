import fc from 'fast-check'
import t from 'tap'
import { timezones } from '../../../src/resources/campaigns/timezones.ts'
import {
  closing,
  dayOf,
  isOpen,
  isOver,
  nextOpening,
  type Schedule
} from '../../../src/simulation/sending/window.ts'
import { changesOf, GRID, type Minute, watch } from './local-clock.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const everyDay = { 0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 6: true }
type Hours = Schedule['schedules'][number]

const hours = (from: string, to: string, timezone: Hours['timezone'], days: Hours['days'] = everyDay) => ({
  name: 'hours',
  timing: { from, to },
  days,
  timezone
})
const at = (text: string) => Date.parse(text)
const shown = (instant: number | undefined) => instant && new Date(instant).toISOString()

/** Compares every answer with the model; instants after its last minute cannot be compared. */
function agree(schedule: Schedule, minutes: Minute[]): void {
  let opening: number | undefined
  let closes: number | undefined
  let ends: number | undefined
  for (const [index, minute] of minutes.toReversed().entries()) {
    const after = minutes[minutes.length - index]
    if (minute.open) opening = minute.at
    else closes = minute.at
    if (after && after.date !== minute.date) ends = after.at
    const check = (what: string, found: unknown, wanted: unknown) => {
      if (found === wanted) return
      throw new Error(
        `${what} at ${shown(minute.at)} is ${found}, wanted ${wanted} of ${JSON.stringify(schedule)}`
      )
    }
    check('open', isOpen(schedule, minute.at), minute.open)
    if (opening !== undefined) check('next', nextOpening(schedule, minute.at), opening)
    if (closes !== undefined) check('closing', closing(schedule, minute.at), closes)
    const day = dayOf(schedule, minute.at)
    check('date', day.date, minute.date)
    if (ends !== undefined) check('end of the day', day.ends, ends)
  }
}

t.test('hours hold in every zone over every change of its clock in a year', async (t) => {
  let changes = 0
  for (const zone of timezones) {
    for (const change of changesOf(zone, at('2026-01-01'), at('2027-01-01'))) {
      changes++
      for (const [from, to] of [
        ['01:30', '02:30'],
        ['22:00', '01:15'],
        ['02:30', '23:30']
      ] as const) {
        const schedule = { schedules: [hours(from, to, zone)] }
        agree(schedule, watch(schedule, change - 12 * HOUR, change + 27 * HOUR))
      }
    }
    const schedule = { schedules: [hours('09:00', '17:00', zone)] }
    agree(schedule, watch(schedule, at('2026-06-01'), at('2026-06-03')))
  }
  // Most of the 102 zones keep their time; without the others the test would be idle.
  t.ok(changes > 50, `${changes} changes`)
})

const time = fc.integer({ min: 0, max: 287 }).map((five) => new Date(five * GRID).toISOString().slice(11, 16))
const anyHours = fc
  .record({
    from: time,
    to: time,
    timezone: fc.constantFrom(...timezones),
    days: fc.record(
      Object.fromEntries(Object.keys(everyDay).map((day) => [day, fc.boolean()])) as Record<
        keyof typeof everyDay,
        fc.Arbitrary<boolean>
      >,
      { requiredKeys: [] }
    )
  })
  .map(({ from, to, timezone, days }) => hours(from, to, timezone, days))

t.test('several schedules, dates and zones agree with a watched clock', async () => {
  const day = (count: number) => new Date(count * DAY).toISOString().slice(0, 10)
  fc.assert(
    fc.property(
      fc.array(anyHours, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 366, max: 60 * 365 }),
      fc.option(fc.integer({ min: -1, max: 3 })),
      fc.option(fc.integer({ min: 0, max: 6 })),
      (schedules, first, start, end) => {
        const schedule = {
          schedules,
          start_date: start === null ? null : day(first + start),
          end_date: end === null ? null : day(first + end)
        }
        agree(schedule, watch(schedule, first * DAY, (first + 5) * DAY))
      }
    ),
    { numRuns: 60 }
  )
})

// A choice: the local time that a change of the clock skips is the next that exists.
t.test('hours that begin at a skipped time begin when the clock has sprung', async (t) => {
  const schedule = { schedules: [hours('02:30', '09:00', 'America/Chicago')] }
  t.equal(shown(nextOpening(schedule, at('2026-03-08T00:00Z'))), '2026-03-08T08:00:00.000Z')
})

t.test('if a clock change skips all the hours, the schedule opens a week later', async (t) => {
  const sundays = { schedules: [hours('02:00', '03:00', 'America/Chicago', { 0: true })] }
  t.equal(shown(nextOpening(sundays, at('2026-03-02T00:00Z'))), '2026-03-15T07:00:00.000Z')
})

// A choice: a doubled local time is its first.
t.test('hours at a doubled time are open once', async (t) => {
  const schedule = { schedules: [hours('01:15', '01:45', 'America/Chicago')] }
  t.equal(shown(nextOpening(schedule, at('2026-11-01T00:00Z'))), '2026-11-01T06:15:00.000Z')
  t.equal(shown(nextOpening(schedule, at('2026-11-01T06:45Z'))), '2026-11-02T07:15:00.000Z')
})

t.test('a day that a zone leaves out is passed over', async (t) => {
  // Apia has crossed the date line on 30 December 2011.
  const fridays = { schedules: [hours('09:00', '17:00', 'Pacific/Apia', { 5: true })] }
  t.equal(shown(nextOpening(fridays, at('2011-12-29T12:00Z'))), '2012-01-05T19:00:00.000Z')
})

t.test('hours whose end is their beginning, or without a day, never open', async (t) => {
  for (const never of [
    hours('09:00', '09:00', 'Asia/Colombo'),
    hours('09:00', '17:00', 'Asia/Colombo', {})
  ]) {
    t.equal(nextOpening({ schedules: [never] }, at('2026-01-01')), undefined)
    t.notOk(isOpen({ schedules: [never] }, at('2026-01-01T03:00Z')))
  }
  t.equal(nextOpening({ schedules: [] }, at('2026-01-01')), undefined)
  t.strictSame(dayOf({ schedules: [] }, at('2026-01-01T12:00Z')), {
    date: '2026-01-01',
    begins: at('2026-01-01'),
    ends: at('2026-01-02')
  })
})

// Documented: both dates are included. That they are days of the first schedule's zone is inferred.
t.test('a campaign starts and ends with whole days in its first zone', async (t) => {
  const schedule = {
    start_date: '2026-02-02',
    end_date: '2026-02-03',
    schedules: [hours('22:00', '06:00', 'America/Chicago'), hours('00:00', '23:55', 'Asia/Colombo')]
  }
  t.equal(shown(nextOpening(schedule, at('2026-01-01'))), '2026-02-02T06:00:00.000Z')
  t.equal(isOver(schedule, at('2026-02-04T05:59:59.999Z')), false)
  t.equal(isOver(schedule, at('2026-02-04T06:00Z')), true)
  t.equal(nextOpening(schedule, at('2026-02-04T06:00Z')), undefined)
  t.equal(isOver({ schedules: schedule.schedules }, at('2999-01-01')), false)
})

t.test('hours that follow each other without a pause never close, but by the last day', async (t) => {
  const schedules = [hours('00:00', '12:00', 'Asia/Colombo'), hours('12:00', '00:00', 'Asia/Colombo')]
  const now = at('2026-01-01')
  t.equal(closing({ schedules }, now), undefined)
  t.equal(shown(closing({ schedules, end_date: '2026-03-01' }, now)), '2026-03-01T18:30:00.000Z')
})

t.test('the clock of a zone is followed over decades', async (t) => {
  // More days than are cached.
  const schedule = { schedules: [hours('09:00', '17:00', 'Africa/Abidjan')] }
  const days = Array.from({ length: 1500 }, (_, day) => day * DAY)
  t.strictSame(
    days.map((day) => nextOpening(schedule, day)),
    days.map((day) => day + 9 * HOUR)
  )
})
