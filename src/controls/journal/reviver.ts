import { redact, redactParameter } from '../../redact.ts'

/** An argument of JSON.parse. */
export type Reviver = (name: string, value: unknown) => unknown

type RedactKeys = (text: string) => string

/** Redacts the secrets of a body, by their names and by their form. */
export const reviverOfBodies = (redactKeys: RedactKeys): Reviver => reviver(redact, redactKeys)

/** The same for the parameters of a query. */
export const reviverOfQueries = (redactKeys: RedactKeys): Reviver => reviver(redactParameter, redactKeys)

const reviver =
  (redactNamed: Reviver, redactKeys: RedactKeys): Reviver =>
  (name, value) => {
    const shown = redactNamed(name, value)
    if (typeof shown === 'string') return redactKeys(shown)
    return typeof shown === 'object' && shown !== null ? renamed(shown, redactKeys) : shown
  }

/** Without keys among its names. */
function renamed(value: object, redactKeys: RedactKeys): object {
  if (Array.isArray(value) || Object.keys(value).every((name) => redactKeys(name) === name)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [redactKeys(name), inner]))
}
