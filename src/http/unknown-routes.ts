import type { FastifyInstance } from 'fastify'
import type { Tools } from '../admin/tools.ts'
import { keyIn } from './auth.ts'
import { record } from './journal.ts'

/**
 * Answers paths that are not of the API, before any look at the key; recorded: the keys of this one body come in
 * another order. Where the key is a known one, its workspace's journal tells of the mistake; one at the control plane is
 * none of the client's.
 */
export function unknownRoutes(app: FastifyInstance, { keys, registry }: Tools): void {
  app.setNotFoundHandler(async (request, reply) => {
    const message = `Route ${request.method}:${request.originalUrl} not found`
    const body = JSON.stringify({ message, error: 'Not Found', statusCode: 404 })
    reply.code(404).type('application/json; charset=utf-8')
    const grant = keys.find(keyIn(request.headers.authorization) ?? '')
    if (grant && !request.originalUrl.startsWith('/__admin/')) {
      request.workspace = await registry.open(grant.workspace)
      record(request, reply, body)
    }
    return reply.send(body)
  })
}
