import type { FastifyInstance } from 'fastify'
import { type Operation, operations } from '../contract.ts'
import { notImplemented } from '../errors.ts'
import { templateMatches } from '../paths.ts'
import { answerUnknown } from './unknown-routes.ts'

/**
 * Answers 501 for every operation of the contract that no room has built yet, once the caller has a valid key. Few have a
 * route: two hundred would take longer than all else at start.
 */
export function unbuilt(app: FastifyInstance): void {
  app.setNotFoundHandler(async (request, reply) => {
    if (request.operationId === undefined) return answerUnknown(request, reply)
    throw notImplemented(request.operationId)
  })
  for (const operation of operations.filter(isOneOfAnother)) {
    const [method, path, operationId] = operation
    const url = path.replace(/\{(\w+)\}/g, ':$1')
    if (app.hasRoute({ method, url })) continue
    app.route({
      method,
      url: url.replace(app.prefix, ''),
      exposeHeadRoute: false,
      schema: { operationId, hide: true },
      handler: async () => {
        throw notImplemented(operationId)
      }
    })
  }
}

/** Whether its path could be taken for another's: `/campaigns/analytics` for one with the id `analytics`. */
const isOneOfAnother = (operation: Operation): boolean =>
  operations.some(
    (other) => other !== operation && other[0] === operation[0] && templateMatches(other[1], operation[1])
  )
