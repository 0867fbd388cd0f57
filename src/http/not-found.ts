import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keyIn } from './auth.ts'

/** Answers what no route answers, before any look at the key. */
export function unknownRoutes(app: FastifyInstance): void {
  app.setNotFoundHandler(answerUnknown)
}

/**
 * Recorded: the keys of this one body come in another order. Where the key is a known one, its workspace's journal tells
 * of the mistake; one at the control plane is none of the client's.
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
