import type { FastifyInstance } from 'fastify'
import { invalid } from '../errors.ts'
import type { Services } from './services.ts'

type Findings = Pick<Services, 'findUnknownFields' | 'findCoerced'>

/** In a strict workspace, refuses what the service silently drops, coerces or tolerates. */
export function strict(app: FastifyInstance, { findUnknownFields, findCoerced }: Findings): void {
  app.addHook('preValidation', ({ workspace, operationId, sent, query }, _reply, done) => {
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
    const [coerced] = findCoerced(operationId, sent)
    if (coerced) throw invalid(`body${coerced.at} must be ${coerced.wanted} (strict mode)`)
    done()
  })
}
