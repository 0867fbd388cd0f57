import type { FastifyInstance } from 'fastify'
import { type Operation, operations } from '../contract.ts'
import { notImplemented } from '../errors.ts'
import { templateMatches } from '../paths.ts'
import { answerUnknown } from './not-found.ts'

/**
 * Answers 501 for every operation of the contract that no resource has built yet, once the caller has a valid key. Few have a
 * route: two hundred would be a fifth of a start.
 */
export function unbuilt(app: FastifyInstance, built: ReadonlySet<string | undefined>): void {
  app.setNotFoundHandler(async (request, reply) => {
    if (request.operationId === undefined) return answerUnknown(request, reply)
    throw notImplemented(request.operationId)
  })
  const templates = operations.filter(([, path, operationId]) => built.has(operationId) && path.includes('{'))
  // `/campaigns/analytics` would be taken for the campaign with the id `analytics`.
  const isTaken = ([method, path]: Operation) =>
    templates.some(([m, template]) => m === method && templateMatches(template, path))
  for (const operation of operations.filter(isTaken)) {
    const [method, path, operationId] = operation
    if (built.has(operationId)) continue
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
