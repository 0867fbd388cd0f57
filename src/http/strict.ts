import type { FastifyInstance } from 'fastify'
import { invalid } from '../errors.ts'
import type { FindUnknownFields } from './unknown-fields.ts'

/** In a strict workspace, refuses what the service silently drops or forgives. */
export function strict(app: FastifyInstance, findUnknownFields: FindUnknownFields): void {
  app.addHook('preValidation', ({ workspace, operationId, sent, query }, _reply, done) => {
    if (operationId === undefined || !workspace.strict) return done()
    const { body, query: parameters } = findUnknownFields(operationId, sent, Object(query))
    // Reproduced on a stock Fastify: the documented body of a DELETE has the type null.
    if (body[0] === '(body)') throw invalid('body must be null')
    if (body.length)
      throw invalid(`body must NOT have additional properties: ${body.join(', ')} (strict mode)`)
    if (parameters.length) {
      throw invalid(`querystring must NOT have additional properties: ${parameters.join(', ')} (strict mode)`)
    }
    done()
  })
}
