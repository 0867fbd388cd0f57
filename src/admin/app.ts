import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import { ApiError, badRequest, forbidden, unauthorized } from '../errors.ts'
import { bearer } from '../http/auth.ts'
import { isNear } from '../http/cors.ts'
import { createServer } from '../http/server.ts'
import type { AdminRoutes, Services } from '../http/services.ts'
import { settle } from '../http/settle.ts'
import type { Keys } from '../keys/keys.ts'
import { isWorkspaceName } from '../keys/workspace-name.ts'
import { caDownload } from '../tls/routes.ts'
import { routes as clock } from './clock.ts'
import { routes as deliveries } from './deliveries.ts'
import { adminDocs } from './docs.ts'
import { routes as due } from './due.ts'
import { routes as entities } from './entities.ts'
import { routes as faults } from './faults.ts'
import { routes as figures } from './figures.ts'
import { routes as inbound } from './inbound.ts'
import { routes as journal } from './journal.ts'
import { routes as keys } from './keys.ts'
import { routes as plan } from './plan.ts'
import { routes as rateLimits } from './rate-limits.ts'
import { routes as simulation } from './simulation.ts'
import { routes as snapshots } from './snapshots.ts'
import { routes as state } from './state.ts'
import { streamFrom } from './stream.ts'
import { routes as strictness } from './strictness.ts'
import { validatorCompiler } from './validation.ts'
import { routes as workspaces } from './workspaces.ts'

const controls = [
  state,
  snapshots,
  journal,
  deliveries,
  faults,
  rateLimits,
  plan,
  keys,
  strictness,
  entities,
  inbound,
  simulation,
  figures
]

/** These inspect scheduled work, so due work must not run before them. */
const beforeDueWork = [clock, due]

/**
 * The whole control plane. Each call concerns one workspace: the bearer key's, as for the API itself, or the one
 * named in the path after `/workspaces/`.
 */
export async function buildAdminApp(server: FastifyInstance, adminKey?: string) {
  const { services, log, ca } = server
  const stream = streamFrom(server)
  let calls = 0
  const genReqId = () => {
    calls += 1
    return `admin-${calls}`
  }
  const adminApp = createServer(services, { loggerInstance: log, genReqId }, 'ignore')
  adminApp.setValidatorCompiler(validatorCompiler)
  noBodyIsEmpty(adminApp)
  adminApp.register(
    async (app) => {
      app.addHook('onRequest', async (request) => {
        if (adminKey !== undefined || isNear(request)) return
        throw forbidden('The control plane refuses pages of other sites unless --admin-key locks it')
      })
      nameCalls(app)
      adminDocs(app)
      caDownload(app, ca)
      app.register(async (locked) => {
        locked.addHook('onRequest', async ({ headers }) => {
          if (adminKey === undefined || headers['x-admin-key'] === adminKey) return
          throw unauthorized('The control plane is locked, wanted its key in the header X-Admin-Key')
        })
        locked.register(workspaces(services))
        locked.register(ofOneWorkspace(services, [...controls, stream]))
        locked.register(ofOneWorkspace(services, [...controls, stream]), { prefix: '/workspaces/:workspace' })
      })
    },
    { prefix: '/__admin' }
  )
  await adminApp.ready()
  return adminApp
}

const ofOneWorkspace =
  (services: Services, controls: AdminRoutes[]): FastifyPluginAsync =>
  async (app) => {
    app.addHook('onRequest', async (request) => {
      const { workspace: name } = request.params as { workspace?: string }
      if (name !== undefined && !isWorkspaceName(name)) {
        throw badRequest(`The workspace is ${name}, wanted 1 to 64 of a-z, 0-9, - and _`)
      }
      const { open, peek } = services.registry
      const find = isReading(request) ? peek : open
      request.workspace = await find(name ?? nameOf(services.keys, request.headers.authorization))
    })
    for (const routes of beforeDueWork) app.register(routes(services))
    app.register(async (settled) => {
      settle(settled)
      for (const routes of controls) settled.register(routes(services))
    })
  }

/** Calls that change nothing and create no workspace: the only ones that a link or an image can make. */
const isReading = ({ method, routeOptions }: FastifyRequest) =>
  method === 'GET' || method === 'HEAD' || readingPosts.includes(String(routeOptions.schema?.operationId))
const readingPosts = ['findInJournal', 'countInJournal', 'verify', 'verifyDeliveries', 'waitForDeliveries']

/** A missing body means `{}`, whatever the headers say. */
function noBodyIsEmpty(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers }) => {
    const hasBody = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined
    if (!hasBody) delete headers['content-type']
  })
  app.addHook('preValidation', async (request) => {
    if (request.body === undefined && request.routeOptions.schema?.body) request.body = {}
  })
}

/** An unknown path is answered with the list of known ones. */
function nameCalls(app: FastifyInstance): void {
  const calls = new Set<string>()
  app.addHook('onRoute', ({ method, path, schema }) => {
    if (schema?.operationId && method !== 'HEAD' && !path.includes(':workspace'))
      calls.add(`${method} ${path}`)
  })
  app.setNotFoundHandler(async ({ method, url }) => {
    const [path] = url.split('?')
    throw new ApiError(
      404,
      `The control plane has no ${method} ${path}, wanted one of ${[...calls].join(', ')}: see /__admin/docs`
    )
  })
}

function nameOf(keys: Keys, authorization: string | undefined): string {
  const grant = keys.find(bearer(authorization))
  if (!grant) throw unauthorized('Invalid API key')
  return grant.workspace
}
