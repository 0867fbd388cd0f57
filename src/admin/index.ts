import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { once } from '../once.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the control plane answers it, and writes the line about it. */
    isHandedOver: boolean
  }
}

/**
 * The control plane, below `/__admin`: an app of its own, built when it is first called, so that no start waits for it.
 * @param adminKey what callers must send as `X-Admin-Key`; nothing, unless given
 */
export function admin(app: FastifyInstance, adminKey?: string): void {
  const plane = once(async () => {
    const { buildPlane } = await import('./plane.ts')
    return buildPlane(app, adminKey)
  })
  const handOver = async (request: FastifyRequest, reply: FastifyReply) => {
    const { routing } = await plane()
    request.isHandedOver = true
    reply.hijack()
    routing(request.raw, reply.raw)
  }
  app.decorateRequest('isHandedOver', false)
  // As early as that, because the plane reads the body.
  app.all('/__admin/*', { onRequest: handOver, handler: handOver })
}
