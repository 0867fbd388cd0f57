import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { badRequest, forbidden, unauthorized } from '../errors.ts'
import { bearer } from '../http/auth.ts'
import { isNear } from '../http/cors.ts'
import { createServer } from '../http/server.ts'
import type { Services } from '../http/services.ts'
import { settle } from '../http/settle.ts'
import type { Keys } from '../keys/keys.ts'
import { isWorkspaceName } from '../keys/workspace-name.ts'
import { caDownload } from '../tls/routes.ts'
import { routes as clock } from './clock.ts'
import { adminDocs } from './docs.ts'
import { routes as due } from './due.ts'
import { routes as entities } from './entities.ts'
import { routes as faults } from './faults.ts'
import { routes as journal } from './journal.ts'
import { routes as keys } from './keys.ts'
import { routes as rateLimits } from './rate-limits.ts'
import { routes as state } from './state.ts'
import { routes as strictness } from './strictness.ts'
import { validatorCompiler } from './validation.ts'
import { routes as workspaces } from './workspaces.ts'

const controls = [state, journal, faults, rateLimits, keys, strictness, entities]

/** These look at what is due, so it is not done before they do. */
const beforeDueWork = [clock, due]

/**
 * All of the control plane. Each call is about one workspace: that of the bearer key, as for the API itself, or the
 * one that the path names after `/workspaces/`.
 */
export async function buildAdminApp({ services, log, ca }: FastifyInstance, adminKey?: string) {
  let calls = 0
  const genReqId = () => {
    calls += 1
    return `admin-${calls}`
  }
  const adminApp = createServer(services, { loggerInstance: log, genReqId })
  adminApp.setValidatorCompiler(validatorCompiler)
  adminApp.register(
    async (app) => {
      app.addHook('onRequest', async (request) => {
        if (adminKey !== undefined || isNear(request)) return
        throw forbidden(
          'The control plane takes no calls of pages from elsewhere unless --admin-key locks it'
        )
      })
      adminDocs(app)
      caDownload(app, ca)
      app.register(async (locked) => {
        locked.addHook('onRequest', async ({ headers }) => {
          if (adminKey === undefined || headers['x-admin-key'] === adminKey) return
          throw unauthorized('The control plane is locked, wanted its key in the header X-Admin-Key')
        })
        locked.register(workspaces(services))
        locked.register(ofOneWorkspace(services))
        locked.register(ofOneWorkspace(services), { prefix: '/workspaces/:workspace' })
      })
    },
    { prefix: '/__admin' }
  )
  await adminApp.ready()
  return adminApp
}

const ofOneWorkspace =
  (services: Services): FastifyPluginAsync =>
  async (app) => {
    app.addHook('onRequest', async (request) => {
      const { workspace: name } = request.params as { workspace?: string }
      if (name !== undefined && !isWorkspaceName(name)) {
        throw badRequest(`The workspace is ${name}, wanted 1 to 64 of a-z, 0-9, - and _`)
      }
      request.workspace = await services.registry.open(
        name ?? nameOf(services.keys, request.headers.authorization)
      )
    })
    for (const routes of beforeDueWork) app.register(routes(services))
    app.register(async (settled) => {
      settle(settled)
      for (const routes of controls) settled.register(routes(services))
    })
  }

function nameOf(keys: Keys, authorization: string | undefined): string {
  const grant = keys.find(bearer(authorization))
  if (!grant) throw unauthorized('Invalid API key')
  return grant.workspace
}
