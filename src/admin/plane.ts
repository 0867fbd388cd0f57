import type { ErrorObject } from 'ajv'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { mistake } from '../ajv.ts'
import { badRequest, forbidden, unauthorized } from '../errors.ts'
import { bearer } from '../http/auth.ts'
import { isNear } from '../http/browsers.ts'
import { strictCompiler } from '../http/compilers.ts'
import { isWorkspaceName, type Keys } from '../http/keys.ts'
import { createServer } from '../http/server.ts'
import { caDownload } from '../tls/routes.ts'
import { routes as clock } from './clock/routes.ts'
import { adminDocs } from './docs.ts'
import { routes as entities } from './entities/routes.ts'
import { routes as faults } from './faults/routes.ts'
import { routes as journal } from './journal/routes.ts'
import { routes as keys } from './keys/routes.ts'
import { routes as rateLimits } from './rate-limits/routes.ts'
import { routes as state } from './state/routes.ts'
import { routes as strictness } from './strictness/routes.ts'
import type { Tools } from './tools.ts'
import { routes as workspaces } from './workspaces/routes.ts'

const rooms = [state, clock, journal, faults, rateLimits, keys, strictness, entities]

/**
 * All of the control plane. Each call is about one workspace: that of the bearer key, as for the API itself, or the
 * one that the path names after `/workspaces/`.
 */
export async function buildPlane({ tools, log, ca }: FastifyInstance, adminKey?: string) {
  let calls = 0
  const genReqId = () => {
    calls += 1
    return `admin-${calls}`
  }
  const plane = createServer(tools, { loggerInstance: log, genReqId })
  plane.setValidatorCompiler(strictCompiler)
  plane.setSchemaErrorFormatter(([error], part) => {
    const { instancePath } = error as ErrorObject
    return new Error(`${part}${instancePath} ${mistake(error as ErrorObject)}`)
  })
  plane.register(
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
        locked.register(workspaces(tools))
        locked.register(ofOneWorkspace(tools))
        locked.register(ofOneWorkspace(tools), { prefix: '/workspaces/:workspace' })
      })
    },
    { prefix: '/__admin' }
  )
  await plane.ready()
  return plane
}

const ofOneWorkspace =
  (tools: Tools): FastifyPluginAsync =>
  async (app) => {
    app.addHook('onRequest', async (request) => {
      const { workspace: name } = request.params as { workspace?: string }
      if (name !== undefined && !isWorkspaceName(name)) {
        throw badRequest(`The workspace is ${name}, wanted 1 to 64 of a-z, 0-9, - and _`)
      }
      request.workspace = await tools.registry.open(name ?? nameOf(tools.keys, request.headers.authorization))
    })
    for (const routes of rooms) app.register(routes(tools))
  }

function nameOf(keys: Keys, authorization: string | undefined): string {
  const grant = keys.find(bearer(authorization))
  if (!grant) throw unauthorized('Invalid API key')
  return grant.workspace
}
