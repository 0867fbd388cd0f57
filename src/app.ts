import type { FastifyServerOptions } from 'fastify'
import { admin } from './admin/index.ts'
import { auth } from './http/auth.ts'
import { closing } from './http/closing.ts'
import { docs } from './http/docs.ts'
import { faults } from './http/faults.ts'
import { createIgnored } from './http/ignored.ts'
import { journal } from './http/journal.ts'
import { createKeys, type Grant } from './http/keys.ts'
import { openapi } from './http/openapi.ts'
import { describeOperations, nameOperations } from './http/operations.ts'
import { pages } from './http/pages.ts'
import { queryLists } from './http/query.ts'
import { createServer } from './http/server.ts'
import { strict } from './http/strict.ts'
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
  /** False leaves the control plane out; a key locks it. */
  admin?: false | { key?: string }
  logger?: FastifyServerOptions['logger']
}

/** The whole server, on one screen; it listens nowhere yet. */
export async function buildApp(options: AppOptions) {
  const registry = createRegistry(options.origin, options.data)
  const keys = createKeys(options.keys ?? new Map())
  const ignored = createIgnored()
  const tools = { registry, keys, findIgnored: ignored.find }
  const app = createServer(tools, { logger: options.logger, rewriteUrl: withoutFormerMockPrefix })
  closing(app, registry)
  for (const { entity } of Object.values(rooms)) app.addSchema(entity)
  const document = openapi(app)

  journal(app)
  app.register(
    async (api) => {
      const built = nameOperations(api)
      queryLists(api)
      ignored.watch(api)
      auth(api)
      strict(api, ignored.find)
      faults(api)
      describeOperations(api)
      for (const { routes } of Object.values(rooms)) api.register(routes)
      api.after(() => unbuilt(api, built))
    },
    { prefix: '/api/v2' }
  )
  const hasControl = options.admin !== false
  if (options.admin !== false) admin(app, options.admin?.key)
  docs(app, document, hasControl)
  pages(app, hasControl)
  return app
}

/** The vendor's former documentation mock was called with this in front of the whole path. */
function withoutFormerMockPrefix({ url = '/' }: { url?: string }): string {
  return url.replace(/^\/_mock\/api\/v2(?=\/)/, '')
}
