import type { TSchema } from 'typebox'
import { mistakeIn } from '../check.ts'
import { badRequest } from '../errors.ts'

/**
 * @param showName how a member is called, `.name` unless given
 * @throws ApiError 400 that names the place, what is there, and what is wanted instead
 */
export function check(schema: TSchema, value: unknown, place: string, showName = memberOf): void {
  const mistake = mistakeIn(schema, value)
  if (!mistake) return
  const { path, text } = mistake
  throw badRequest(`${place}${path.map(showName).join('')} ${text}`)
}

export const memberOf = (name: string) => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`)
