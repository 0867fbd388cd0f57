/** From this year on, timestamps no longer fit the service's format. */
export const LATEST = Date.UTC(9999, 0)

/** A date, or a time with a zone: without one it would depend on the machine's. */
const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/

/** The epoch milliseconds of an ISO 8601 instant from 1970 to 9998; undefined for any other text. */
export function instantOf(text: string): number | undefined {
  const time = INSTANT.test(text) && isDay(text.slice(0, 10)) ? Date.parse(text) : Number.NaN
  return time >= 0 && time < LATEST ? time : undefined
}

/** `Date.parse` reads 30 February as 2 March. */
const isDay = (day: string) => new Date(day).getUTCDate() === Number(day.slice(8))
