import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import { invalid } from '../errors.ts'
import type { FindUnknownFields } from './unknown-fields.ts'

/** In a strict workspace, refuses what the service silently drops, coerces or tolerates. */
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
      const { schema } = routeOptions
      if (!schema?.body || body === undefined) return done()
      requireTypes(schema.body as TSchema, body).then(() => done(), done)
    }
  )
}

/** Loaded on first use, so that no other start waits for it. */
async function requireTypes(schema: TSchema, body: unknown): Promise<void> {
  const { coercedIn } = await import('./coercion.ts')
  const coerced = coercedIn(schema, body)
  if (coerced !== undefined) throw invalid(`body${coerced} (strict mode)`)
}
