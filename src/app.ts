import Fastify, { type FastifyServerOptions } from 'fastify'
import { admin } from './admin/index.ts'
import type { Tools } from './admin/tools.ts'
import { auth } from './http/auth.ts'
import { jsonBodies } from './http/body.ts'
import { browsers } from './http/browsers.ts'
import { closing } from './http/closing.ts'
import { compilers } from './http/compilers.ts'
import { docs } from './http/docs.ts'
import { errors } from './http/errors.ts'
import { faults } from './http/faults.ts'
import { createIgnored } from './http/ignored.ts'
import { journal } from './http/journal.ts'
import { createKeys, type Grant } from './http/keys.ts'
import { requestLog } from './http/log.ts'
import { openapi } from './http/openapi.ts'
import { describeOperations } from './http/operations.ts'
import { pages } from './http/pages.ts'
import { queryLists } from './http/query.ts'
import { strict } from './http/strict.ts'
import { unbuilt } from './http/unbuilt.ts'
import { unknownRoutes } from './http/unknown-routes.ts'
import { rooms } from './resources/index.ts'
import { createRegistry } from './workspace/registry.ts'
import type { Origin } from './workspace/seed.ts'

export type AppOptions = {
  origin: Origin
  /** Where each workspace is kept in a file of its own; in memory unless given. */
  data?: string
  /** Keys beside `mock_<workspace>`, by their secret. */
  keys?: ReadonlyMap<string, Grant>
  /** False leaves the control plane out; a key locks it. */
  admin?: false | { key?: string }
  logger?: FastifyServerOptions['logger']
}

const MIB = 1024 * 1024

declare module 'fastify' {
  interface FastifyInstance {
    /** All workspaces, the keys to them, and what is known of the operations. */
    tools: Tools
  }
}

/** The whole server, on one screen; it listens nowhere yet. */
export async function buildApp(options: AppOptions) {
  const app = Fastify({
    logger: options.logger,
    logController: requestLog(),
    bodyLimit: 10 * MIB,
    rewriteUrl: withoutFormerMockPrefix,
    ajv: { customOptions: { allowUnionTypes: true, keywords: ['x-enumDescriptions'] } },
    schemaController: { compilersFactory: compilers }
  })
  const registry = createRegistry(options.origin, options.data)
  const keys = createKeys(options.keys ?? new Map())
  const ignored = createIgnored()
  const tools = { registry, keys, findIgnored: ignored.find }
  app.decorate('tools', tools)
  closing(app, registry)

  errors(app)
  unknownRoutes(app, tools)
  jsonBodies(app)
  await browsers(app, options.admin)
  for (const { entity } of Object.values(rooms)) app.addSchema(entity)
  const document = openapi(app)

  app.register(async (api) => {
    queryLists(api)
    ignored.watch(api)
    auth(api, keys, registry)
    strict(api, ignored.find)
    journal(api)
    faults(api)
    describeOperations(api)
    for (const { routes } of Object.values(rooms)) api.register(routes, { prefix: '/api/v2' })
    api.after(() => unbuilt(api))
  })
  if (options.admin !== false) app.register(admin(tools, options.admin?.key), { prefix: '/__admin' })
  docs(app, document)
  pages(app)
  return app
}

/** The vendor's former documentation mock was called with this in front of the whole path. */
function withoutFormerMockPrefix({ url = '/' }: { url?: string }): string {
  return url.replace(/^\/_mock\/api\/v2(?=\/)/, '')
}
