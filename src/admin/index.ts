import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { once } from '../once.ts'
import { page } from './page.ts'

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
  const adminApp = once(async () => {
    const { buildAdminApp } = await import('./app.ts')
    return buildAdminApp(app, adminKey)
  })
  const handOver = async (request: FastifyRequest, reply: FastifyReply) => {
    const { routing } = await adminApp()
    request.isHandedOver = true
    reply.hijack()
    routing(request.raw, reply.raw)
  }
  app.decorateRequest('isHandedOver', false)
  page(app)
  // As early as that, because the plane reads the body.
  app.all('/__admin/*', { onRequest: handOver, handler: handOver })
}
