import type { FastifyInstance } from 'fastify'
import type { Registry } from '../workspace/registry.ts'

/** When the server closes: what a fault holds up goes on, answers go out, connections and databases end. */
export function closing(app: FastifyInstance, registry: Registry): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
    registry.releaseAll()
  })
  // A client would keep its connection open long after the answer that it waited for.
  app.server.on('request', (_request, answer) =>
    answer.once('close', () => {
      if (isClosing) app.server.closeIdleConnections()
    })
  )
  app.addHook('onClose', async () => registry.close())
}
