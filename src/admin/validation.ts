import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Convert } from 'typebox/value'
import { mistakeIn } from '../check.ts'
import { invalid } from '../errors.ts'

/**
 * The control plane accepts what the in-process library accepts, with the same error messages. An unknown field is a
 * mistake, not something to drop, and null in a body is not 0. URL parameters are strings, so they are coerced.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> =
  ({ schema, httpPart = '' }) =>
  (data: unknown) => {
    const value = httpPart === 'body' ? data : Convert(schema, data)
    const mistake = mistakeIn(schema, value)
    if (!mistake) return { value }
    return { error: invalid(`${[httpPart, ...mistake.path].join('/')} ${mistake.text}`) }
  }
