import Fastify, { type FastifyServerOptions } from 'fastify'
import type { Tools } from '../admin/tools.ts'
import { ajvOptions } from '../ajv.ts'
import { jsonBodies } from './body.ts'
import { browsers } from './browsers.ts'
import { compilers } from './compilers.ts'
import { errors } from './errors.ts'
import { requestLog } from './log.ts'
import { unknownRoutes } from './unknown-routes.ts'

const MIB = 1024 * 1024

declare module 'fastify' {
  interface FastifyInstance {
    /** All workspaces, the keys to them, and what is known of the operations. */
    tools: Tools
  }
}

/** What the API and the control plane have in common: how bodies are read, errors written, browsers told. */
export function createServer(tools: Tools, options: FastifyServerOptions) {
  const app = Fastify({
    ...options,
    logController: requestLog(),
    // One logger for all requests, as its one line says which it is about.
    childLoggerFactory: (logger) => logger,
    bodyLimit: 10 * MIB,
    ajv: { customOptions: ajvOptions },
    schemaController: { compilersFactory: compilers }
  })
  app.decorate('tools', tools)
  app.decorateRequest('workspace')
  errors(app)
  unknownRoutes(app)
  jsonBodies(app)
  browsers(app)
  return app
}
