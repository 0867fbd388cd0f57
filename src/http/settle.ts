import type { FastifyInstance } from 'fastify'
import { logProgress } from './progress.ts'

/** Runs the workspace's due work before each handler. */
export function settle(app: FastifyInstance): void {
  app.addHook('preHandler', (request, _reply, done) => {
    const { workspace } = request
    if (!workspace?.isDue()) return done()
    logProgress(request, workspace.settle()).then(() => done(), done)
  })
}
