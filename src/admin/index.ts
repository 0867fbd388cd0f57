import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/**
 * The control plane, below `/__admin`: an app of its own, built when it is first called, so that no start waits for it.
 * @param adminKey what callers must send as `X-Admin-Key`; nothing, unless given
 */
export function admin(app: FastifyInstance, adminKey?: string): void {
  let opened: Promise<FastifyInstance> | undefined
  const open = async () => {
    const { buildPlane } = await import('./plane.ts')
    return buildPlane(app, adminKey)
  }
  const handOver = (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack()
    opened ??= open()
    opened.then((plane) => plane.routing(request.raw, reply.raw))
  }
  // As early as that, because the plane reads the body.
  app.all('/__admin/*', { onRequest: handOver, handler: handOver })
  app.addHook('onClose', async () => (await opened)?.close())
}
