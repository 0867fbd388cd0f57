import Fastify, { type FastifyServerOptions } from 'fastify'
import { ajvOptions } from '../ajv.ts'
import { jsonBodies } from './body.ts'
import { compilers } from './compilers.ts'
import { cors } from './cors.ts'
import { errors } from './errors.ts'
import { answersForLog, requestLog } from './log.ts'
import { unknownRoutes } from './not-found.ts'
import type { Services } from './services.ts'

const MIB = 1024 * 1024

declare module 'fastify' {
  interface FastifyInstance {
    /** All workspaces, their keys, and what is known about the operations. */
    services: Services
  }
}

/**
 * What the API and the control plane share: body parsing, error bodies, CORS.
 * @param poisoning whether a member named `__proto__` is refused or treated like any other
 */
export function createServer(
  services: Services,
  options: FastifyServerOptions,
  poisoning: 'error' | 'ignore' = 'error'
) {
  const app = Fastify({
    ...options,
    logController: requestLog(),
    // One logger for all requests, as each line identifies its request.
    childLoggerFactory: (logger) => logger,
    bodyLimit: 10 * MIB,
    ajv: { customOptions: ajvOptions },
    schemaController: { compilersFactory: compilers }
  })
  app.decorate('services', services)
  app.decorateRequest('workspace')
  answersForLog(app)
  errors(app)
  unknownRoutes(app)
  jsonBodies(app, poisoning)
  cors(app)
  return app
}
