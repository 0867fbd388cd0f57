import type { FastifyInstance } from 'fastify'

/** Before each handler, what is due in its workspace is done. */
export function settle(app: FastifyInstance): void {
  app.addHook('preHandler', ({ workspace }, _reply, done) => {
    if (!workspace?.isDue()) return done()
    workspace.settle().then(() => done(), done)
  })
}
