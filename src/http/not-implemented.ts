import type { FastifyInstance } from 'fastify'
import { operations } from '../contract.ts'
import { notImplemented } from '../errors.ts'
import { operationsFor } from '../paths.ts'
import { answerUnknown } from './not-found.ts'

/**
 * Answers 501 for every operation of the contract that no resource has built yet, once the caller has a valid key. Few have a
 * route: two hundred would be a fifth of a start.
 */
export function unbuilt(app: FastifyInstance, built: ReadonlySet<string>): void {
  app.setNotFoundHandler(async (request, reply) => {
    if (request.operationId === undefined) return answerUnknown(request, reply)
    throw notImplemented(request.operationId)
  })
  // `/campaigns/analytics` would be taken for the campaign with the id `analytics`.
  const isTaken = (method: string, path: string) =>
    operationsFor(method, path).some(([, , operationId]) => built.has(operationId))
  for (const [method, path, operationId] of operations) {
    if (built.has(operationId) || !isTaken(method, path)) continue
    app.route({
      method,
      url: path.replace(app.prefix, '').replace(/\{(\w+)\}/g, ':$1'),
      schema: { operationId, hide: true },
      handler: async () => {
        throw notImplemented(operationId)
      }
    })
  }
}
