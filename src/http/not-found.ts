import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keyIn } from './auth.ts'

/** Answers unknown paths before the key is checked. */
export function unknownRoutes(app: FastifyInstance): void {
  app.setNotFoundHandler(answerUnknown)
}

/**
 * Recorded: this one body has its keys in another order. If the key is known, the call is recorded in its workspace's
 * journal, unless it was meant for the control plane.
 */
export async function answerUnknown(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { method, originalUrl, headers, server } = request
  const { keys, registry } = server.services
  const grant = keys.find(keyIn(headers.authorization) ?? '')
  if (grant && !originalUrl.startsWith('/__admin/')) {
    request.workspace = await registry.open(grant.workspace)
  }
  const message = `Route ${method}:${originalUrl} not found`
  const body = JSON.stringify({ message, error: 'Not Found', statusCode: 404 })
  return reply.code(404).type('application/json; charset=utf-8').send(body)
}
