import type { FastifyPluginAsync } from 'fastify'
import { badRequest, unauthorized } from '../errors.ts'
import { bearer } from '../http/auth.ts'
import { strictCompiler } from '../http/compilers.ts'
import { isWorkspaceName, type Keys } from '../http/keys.ts'
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
 * The control plane. Each call is about one workspace: that of the bearer key, as for the API itself, or the one
 * that the path names after `/workspaces/`.
 * @param adminKey what callers must send as `X-Admin-Key`; nothing, unless given
 */
export const admin = (tools: Tools, adminKey?: string): FastifyPluginAsync => {
  return async (app) => {
    app.setValidatorCompiler(strictCompiler)
    adminDocs(app)
    caDownload(app)
    app.register(async (locked) => {
      locked.addHook('onRequest', async ({ headers }) => {
        if (adminKey === undefined || headers['x-admin-key'] === adminKey) return
        throw unauthorized('The control plane is locked, wanted its key in the header X-Admin-Key')
      })
      locked.register(workspaces(tools))
      locked.register(ofOneWorkspace(tools))
      locked.register(ofOneWorkspace(tools), { prefix: '/workspaces/:workspace' })
    })
  }
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
