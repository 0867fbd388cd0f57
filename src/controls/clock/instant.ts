/** From here on, timestamps would no longer have the form that the service writes. */
export const LATEST = Date.UTC(9999, 0)

/** A day, or a time with its zone: one without would depend on the machine's. */
const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/

/** Milliseconds since 1970 of an instant in ISO 8601 from 1970 to 9998; undefined for any other text. */
export function instantOf(text: string): number | undefined {
  const time = INSTANT.test(text) && isDay(text.slice(0, 10)) ? Date.parse(text) : Number.NaN
  return time >= 0 && time < LATEST ? time : undefined
}

/** `Date.parse` takes 30 February for 2 March. */
const isDay = (day: string) => new Date(day).getUTCDate() === Number(day.slice(8))
