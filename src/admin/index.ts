import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { once } from '../once.ts'
import { page } from './page.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the control plane answers the request and logs it. */
    isHandedOver: boolean
  }
}

/**
 * The control plane under `/__admin`: a separate app, built on its first call so that no start waits for it.
 * @param adminKey what callers must send as `X-Admin-Key`; nothing by default
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
  // Runs this early because the admin app reads the body itself.
  app.all('/__admin/*', { onRequest: handOver, handler: handOver })
}
