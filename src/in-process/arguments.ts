import { inspect } from 'node:util'
import { type ApiError, badRequest } from '../errors.ts'

/** @throws ApiError 400 that names the place, what is there, and what is wanted instead */
export type Check = (value: unknown, place: string) => void

/** The start of any value in one line, enough to find it by. */
export function shown(value: unknown): string {
  const text = inspect(value, { depth: 3, breakLength: Infinity, compact: true })
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

export const unwanted = (place: string, value: unknown, wanted: string): ApiError =>
  badRequest(`${place} is ${shown(value)}, wanted ${wanted}`)

export const unknownName = (place: string, name: string, value: unknown, known: string[]): ApiError =>
  badRequest(`${place} has ${name}: ${shown(value)}, wanted only ${known.join(', ')}`)

export const wanting =
  (takes: (value: unknown) => boolean, wanted: string): Check =>
  (value, place) => {
    if (!takes(value)) throw unwanted(place, value, wanted)
  }

export const trueOrFalse = wanting((value) => typeof value === 'boolean', 'true or false')

export const text = wanting((value) => typeof value === 'string' && value !== '', 'a text that is not empty')

export const oneOf = (values: string[]): Check =>
  wanting((value) => values.some((known) => known === value), `one of ${values.join(', ')}`)

export const wholeNumber = (least: number, most: number): Check =>
  wanting(
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
    `a whole number from ${least} to ${most}`
  )

/** An object with names; arrays and maps have none that we could read. */
function isNamed(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(Symbol.iterator in value)
}

/** An object with any names, shown as told, each with what the check takes. */
export const each =
  (check: Check, showName: (name: string) => string): Check =>
  (value, place) => {
    if (!isNamed(value)) throw unwanted(place, value, 'an object')
    for (const [name, inner] of Object.entries(value)) check(inner, `${place}.${showName(name)}`)
  }

/** An object with these names and no others. */
export const members =
  (checks: Record<string, Check>): Check =>
  (value, place) => {
    if (!isNamed(value)) throw unwanted(place, value, 'an object')
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(checks, name))
    if (unknown !== undefined) throw unknownName(place, unknown, value[unknown], Object.keys(checks))
    for (const [name, check] of Object.entries(checks)) check(value[name], `${place}.${name}`)
  }

/** The same, where each can be left out. */
export const options = (checks: Record<string, Check>): Check =>
  members(Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, optional(check)])))

const optional =
  (check: Check): Check =>
  (value, place) => {
    if (value !== undefined) check(value, place)
  }
