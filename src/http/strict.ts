import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import { Errors } from 'typebox/value'
import { invalid } from '../errors.ts'
import type { FindUnknownFields } from './unknown-fields.ts'

/** In a strict workspace, refuses what the service silently drops, coerces or forgives. */
export function strict(app: FastifyInstance, findUnknownFields: FindUnknownFields): void {
  app.addHook(
    'preValidation',
    ({ workspace, operationId, sent, query, body, routeOptions }, _reply, done) => {
      if (operationId === undefined || !workspace.strict) return done()
      const unknown = findUnknownFields(operationId, sent, Object(query))
      // Reproduced on a stock Fastify: the documented body of a DELETE has the type null.
      if (unknown.body[0] === '(body)') throw invalid('body must be null')
      if (unknown.body.length) {
        throw invalid(`body must NOT have additional properties: ${unknown.body.join(', ')} (strict mode)`)
      }
      if (unknown.query.length) {
        throw invalid(
          `querystring must NOT have additional properties: ${unknown.query.join(', ')} (strict mode)`
        )
      }
      const coerced = coercedIn(routeOptions.schema?.body, body)
      if (coerced) throw invalid(`body${coerced} (strict mode)`)
      done()
    }
  )
}

/** Where a value is of another type than is documented, which the service turns into it. */
function coercedIn(schema: unknown, body: unknown): string | undefined {
  if (!schema || body === undefined) return undefined
  for (const { keyword, params, instancePath, schemaPath } of Errors(schema as TSchema, body)) {
    const isAlone = !/\/(?:anyOf|oneOf)\//.test(schemaPath)
    if (keyword === 'type' && isAlone) return `${instancePath} must be ${[params.type].flat().join(',')}`
  }
  return undefined
}
