import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyServerOptions } from 'fastify'
import { auth } from './http/auth.ts'
import { jsonBodies } from './http/body.ts'
import { compilers } from './http/compilers.ts'
import { docs } from './http/docs.ts'
import { errors } from './http/errors.ts'
import { createKeys, type Grant } from './http/keys.ts'
import { requestLog } from './http/log.ts'
import { openapi } from './http/openapi.ts'
import { describeOperations } from './http/operations.ts'
import { pages } from './http/pages.ts'
import { queryLists } from './http/query.ts'
import { unbuilt } from './http/unbuilt.ts'
import { rooms } from './resources/index.ts'
import { createRegistry } from './workspace/registry.ts'
import type { Origin } from './workspace/seed.ts'

export type AppOptions = {
  origin: Origin
  /** Where each workspace is kept in a file of its own; in memory unless given. */
  data?: string
  /** Keys beside `mock_<workspace>`, by their secret. */
  keys?: ReadonlyMap<string, Grant>
  logger?: FastifyServerOptions['logger']
}

const MIB = 1024 * 1024

/** The whole server, on one screen; it listens nowhere yet. */
export async function buildApp({ origin, data, keys = new Map(), logger }: AppOptions) {
  const app = Fastify({
    logger,
    logController: requestLog(),
    bodyLimit: 10 * MIB,
    rewriteUrl: withoutFormerMockPrefix,
    ajv: { customOptions: { allowUnionTypes: true, keywords: ['x-enumDescriptions'] } },
    schemaController: { compilersFactory: compilers }
  }).withTypeProvider<TypeBoxTypeProvider>()

  const registry = createRegistry(origin, data)
  app.addHook('onClose', async () => registry.close())

  errors(app)
  jsonBodies(app)
  queryLists(app)
  auth(app, createKeys(keys), registry)
  describeOperations(app)
  await openapi(app)
  for (const { entity, routes } of Object.values(rooms)) {
    app.addSchema(entity)
    app.register(routes, { prefix: '/api/v2' })
  }
  app.after(() => unbuilt(app))
  docs(app)
  pages(app)
  return app
}

/** The vendor's former documentation mock was called with this in front of the whole path. */
function withoutFormerMockPrefix({ url = '/' }: { url?: string }): string {
  return url.replace(/^\/_mock\/api\/v2(?=\/)/, '')
}
