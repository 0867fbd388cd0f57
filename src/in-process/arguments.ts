import { types } from 'node:util'
import type { TSchema } from 'typebox'
import { mistakeIn } from '../check.ts'
import { badRequest } from '../errors.ts'

/**
 * @param showName how the message writes a member; `.name` by default
 * @throws ApiError 400 that names the place, the value received, and what is expected
 */
export function check(schema: TSchema, value: unknown, place: string, showName = memberOf): void {
  const mistake = mistakeIn(schema, value)
  if (!mistake) return
  const { path, text } = mistake
  throw badRequest(`${place}${path.map(showName).join('')} ${text}`)
}

export const memberOf = (name: string) => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`)

/** A Date as the text of its instant. Not `instanceof`: a runner may have a Date of its own. */
export function instantText(at: string | Date): string {
  if (!types.isDate(at)) return at
  return Number.isNaN(at.getTime()) ? String(at) : at.toISOString()
}
