import type { FastifyInstance } from 'fastify'

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
  app.all('/__admin/*', {
    onRequest(request, reply) {
      reply.hijack()
      opened ??= open()
      opened.then((plane) => plane.routing(request.raw, reply.raw))
    },
    handler: () => {}
  })
  app.addHook('onClose', async () => (await opened)?.close())
}
