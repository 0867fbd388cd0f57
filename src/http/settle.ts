import type { FastifyInstance } from 'fastify'

/** Runs the workspace's due work before each handler. */
export function settle(app: FastifyInstance): void {
  app.addHook('preHandler', ({ workspace }, _reply, done) => {
    if (!workspace?.isDue()) return done()
    workspace.settle().then(() => done(), done)
  })
}
