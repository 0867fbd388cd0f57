import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Convert } from 'typebox/value'
import { mistakeIn } from '../check.ts'
import { invalid } from '../errors.ts'

/**
 * The control plane takes what the in-process library takes, and refuses it in the same words. A field that is not known
 * is a mistake, not something to drop, and a null in a body is no 0; what comes in the address is text, and is coerced.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> =
  ({ schema, httpPart = '' }) =>
  (data: unknown) => {
    const value = httpPart === 'body' ? data : Convert(schema, data)
    const mistake = mistakeIn(schema, value)
    if (!mistake) return { value }
    return { error: invalid(`${[httpPart, ...mistake.path].join('/')} ${mistake.text}`) }
  }
