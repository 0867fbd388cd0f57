import type { FastifyServerOptions } from 'fastify'
import { portOf } from './address.ts'
import { admin } from './admin/index.ts'
import { createAdvisor } from './controls/journal/advisor.ts'
import { createCaller } from './deliveries/call.ts'
import { docs } from './docs/documentation.ts'
import { pages } from './docs/home.ts'
import { openapi } from './docs/openapi.ts'
import { auth } from './http/auth.ts'
import { faults } from './http/faults.ts'
import { journal } from './http/journal.ts'
import { adviseAtEnd } from './http/log.ts'
import { answerNotImplemented } from './http/not-implemented.ts'
import { describeOperations, nameOperations } from './http/operations.ts'
import { queryLists } from './http/query.ts'
import { createServer } from './http/server.ts'
import { settle } from './http/settle.ts'
import { shutdown } from './http/shutdown.ts'
import { strict } from './http/strict.ts'
import { createUnknownFields } from './http/unknown-fields.ts'
import { createKeys, type Grant } from './keys/keys.ts'
import { resources } from './resources/index.ts'
import { routes } from './resources/routes.ts'
import { createRegistry } from './workspace/registry.ts'
import type { InitialState } from './workspace/seed.ts'

export type AppOptions = {
  initialState: InitialState
  /** The directory with a file per workspace; in memory by default. */
  data?: string
  /** Keys besides `mock_<workspace>`, by secret. */
  keys?: ReadonlyMap<string, Grant>
  /** Whether every other key also opens a workspace, named after the key. */
  anyKey?: boolean
  /** False disables the control plane; a key locks it. */
  admin?: false | { key?: string }
  /** Hosts that webhooks may call beside loopback and private addresses. */
  webhookHosts?: readonly string[]
  logger?: FastifyServerOptions['logger']
}

/** The whole server on one screen, not listening yet. */
export async function buildApp(options: AppOptions) {
  const ports: number[] = []
  const caller = createCaller({ hosts: options.webhookHosts ?? [], ports })
  const registry = createRegistry(options.initialState, options.data, caller)
  const keys = createKeys(options.keys ?? new Map(), options.anyKey)
  const unknownFields = createUnknownFields()
  const built = new Set<string>()
  const { find: findUnknownFields, findCoerced } = unknownFields
  const advisor = createAdvisor({ findUnknownFields, findCoerced, keys })
  const services = { registry, keys, findUnknownFields, findCoerced, advisor, built, ports }
  const app = createServer(services, { logger: options.logger, rewriteUrl: withoutFormerMockPrefix })
  shutdown(app, registry)
  adviseAtEnd(app)
  app.server.on('listening', () => ports.push(portOf(app.server)))
  for (const { entity } of Object.values(resources)) app.addSchema(entity)
  const document = openapi(app)

  journal(app)
  app.register(
    async (api) => {
      nameOperations(api, built)
      queryLists(api)
      unknownFields.watch(api)
      auth(api)
      strict(api, services)
      faults(api)
      settle(api)
      describeOperations(api)
      for (const plugin of routes) api.register(plugin)
      answerNotImplemented(api)
    },
    { prefix: '/api/v2' }
  )
  const hasControl = options.admin !== false
  if (options.admin !== false) admin(app, options.admin?.key)
  docs(app, document, hasControl)
  pages(app, hasControl)
  return app
}

/** The prefix of the vendor's former documentation mock. */
function withoutFormerMockPrefix({ url = '/' }: { url?: string }): string {
  return url.replace(/^\/_mock\/api\/v2(?=\/)/, '')
}
