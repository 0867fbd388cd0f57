import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { forbidden, tooManyRequests, unauthorized } from '../errors.ts'
import type { Registry } from '../workspace/registry.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Keys } from './keys.ts'
import { acceptedScopes } from './scopes.ts'

/**
 * Guards every route that has an operationId: the bearer key chooses the workspace, and its scopes must include one
 * that the route accepts. Unknown routes are answered before this (recorded), bodies are looked at after it.
 */
export function auth(app: FastifyInstance, keys: Keys, registry: Registry): void {
  app.decorateRequest('workspace', null as unknown as Workspace)

  app.addHook('onRoute', (route) => {
    if (!route.schema?.operationId) return
    const accepted = route.config?.scope && acceptedScopes(route.config.scope)
    const guard = async (request: FastifyRequest, _reply: FastifyReply) => {
      const key = bearer(request.headers.authorization)
      const grant = keys.find(key)
      if (!grant) throw unauthorized('Invalid API key')
      request.workspace = await registry.open(grant.workspace)
      if (!request.workspace.rateLimits.take(route.schema?.operationId)) throw tooManyRequests()
      if (accepted && !accepted.some((scope) => grant.scopes.includes(scope))) {
        throw forbidden(`API key does not have the required scope: ${accepted.join(', ')}`)
      }
    }
    route.onRequest = [guard, ...[route.onRequest ?? []].flat()]
  })
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
