import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import { forbidden, tooManyRequests, unauthorized } from '../errors.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { acceptedScopes } from './scopes.ts'

/**
 * Guards every operation: the bearer key chooses the workspace, and its scopes must include one that the route accepts.
 * Unknown routes are answered before this (recorded), bodies are looked at after it.
 */
export function auth(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const scope = route.config?.scope
    const hooks = [route.onRequest, guard(app, scope && acceptedScopes(scope))].flat()
    route.onRequest = hooks.filter((hook) => hook !== undefined)
  })
  const unbuilt = guard(app)
  app.addHook('onRequest', function (request, reply, done) {
    if (request.is404 && request.operationId) unbuilt.call(this, request, reply, done)
    else done()
  })
}

/** @param accepted the scopes that open what is guarded; undefined where any valid key does */
function guard({ tools: { keys, registry } }: FastifyInstance, accepted?: string[]): onRequestHookHandler {
  const enter = (request: FastifyRequest, workspace: Workspace, scopes: readonly string[]) => {
    request.workspace = workspace
    if (!workspace.rateLimits.take(request.operationId)) throw tooManyRequests()
    if (accepted && !accepted.some((scope) => scopes.includes(scope))) {
      throw forbidden(`API key does not have the required scope: ${accepted.join(', ')}`)
    }
  }
  return (request, _reply, done) => {
    const grant = keys.find(bearer(request.headers.authorization))
    if (!grant) throw unauthorized('Invalid API key')
    const open = registry.find(grant.workspace)
    if (open) {
      enter(request, open, grant.scopes)
      return done()
    }
    registry
      .open(grant.workspace)
      .then((workspace) => enter(request, workspace, grant.scopes))
      .then(() => done(), done)
  }
}

/** The key of a clean `Bearer <key>`. @throws the service's 401 otherwise */
export function bearer(header: string | undefined): string {
  if (header === undefined) throw unauthorized('Missing authorization header')
  const key = keyIn(header)
  if (!key) throw unauthorized('Invalid authorization header')
  return key
}

/** The key in a header, if there is a clean one. */
export const keyIn = (header = ''): string | undefined => /^Bearer (\S+)$/.exec(header)?.[1]
