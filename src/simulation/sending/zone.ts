export const DAY = 86_400_000

/** A zone's offset from UTC around some day, before and after a possible change. */
type Offsets = { before: number; change: number; after: number }

/**
 * The first instant at which the zone's clock shows this local time or a later one. A time that a clock change skips
 * becomes the next existing one, and a repeated one its first occurrence.
 * @param local milliseconds between 1970-01-01T00:00 and the local time, both read as UTC
 */
export function instantOf(zone: string, local: number): number {
  const { before, change, after } = offsetsAround(zone, Math.floor(local / DAY))
  return local - before < change ? local - before : Math.max(change, local - after)
}

/** The latest local day that has begun, counted from 1 January 1970 as 0. */
export function localDay(zone: string, at: number): number {
  // No zone is a whole day ahead of UTC.
  let day = Math.floor(at / DAY) + 1
  while (instantOf(zone, day * DAY) > at) day--
  return day
}

type Zone = { format: Intl.DateTimeFormat; days: Map<number, Offsets> }
const zones = new Map<string, Zone>()

/** Asking Intl takes microseconds, and creating a formatter a hundred times longer, so days are cached per zone. */
const KEPT = 1000

function offsetsAround(name: string, day: number): Offsets {
  let zone = zones.get(name)
  if (!zone) {
    zone = {
      format: new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' }),
      days: new Map()
    }
    zones.set(name, zone)
  }
  let offsets = zone.days.get(day)
  if (!offsets) {
    if (zone.days.size === KEPT) zone.days.clear()
    offsets = findOffsets(zone.format, (day - 1) * DAY, (day + 2) * DAY)
    zone.days.set(day, offsets)
  }
  return offsets
}

/** Since 1970 no zone has changed its clock twice within a week. */
function findOffsets(format: Intl.DateTimeFormat, start: number, end: number): Offsets {
  const before = offset(format, start)
  const after = offset(format, end)
  if (before === after) return { before, change: Number.POSITIVE_INFINITY, after }
  let unchanged = start
  let change = end
  while (change - unchanged > 1) {
    const middle = Math.floor((unchanged + change) / 2)
    if (offset(format, middle) === before) unchanged = middle
    else change = middle
  }
  return { before, change, after }
}

/** Intl writes `1/15/2026, GMT-05:00`, and in some versions nothing after GMT for UTC itself. */
function offset(format: Intl.DateTimeFormat, at: number): number {
  const [, text = ''] = format.format(at).split('GMT')
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4))
  return (text[0] === '-' ? -minutes : minutes) * 60_000
}
