import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { type Operation, operations } from '../contract.ts'
import { acceptedScopes } from '../keys/scopes.ts'
import { operationAt } from '../paths.ts'
import { errorSchemas } from './error-schemas.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The operation of the contract that is called, if any. */
    operationId: string | undefined
  }
}

/**
 * Determines the operation of each request first of all: by its route, or, if it is not implemented, by its path.
 * @param built collects the operations that have a route
 */
export function nameOperations(app: FastifyInstance, built: Set<string>): void {
  app.decorateRequest('operationId')
  app.addHook('onRoute', ({ schema }) => {
    if (schema?.operationId && !schema.hide) built.add(schema.operationId)
  })
  app.addHook('onRequest', (request, _reply, done) => {
    request.operationId = request.is404 ? byPath(request) : request.routeOptions.schema?.operationId
    done()
  })
}

function byPath({ method, url }: FastifyRequest): string | undefined {
  const [path = ''] = url.split('?')
  return operationAt(method === 'HEAD' ? 'GET' : method, path)
}

/**
 * Adds to each operation's schema what would otherwise repeat: its tag, its scopes, and its documented errors. A route
 * that is not in the contract fails at startup.
 */
export function describeOperations(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const { schema, config, method } = route
    if (!schema?.operationId || schema.hide || method === 'HEAD') return
    const [, , , tag, errors] = operationOf(route)
    schema.tags = [tag]
    const remark = schema.description ? `${schema.description} ` : ''
    schema.description = remark + scopeText(config?.scope && acceptedScopes(config.scope))
    schema.response = {
      ...Object.fromEntries(
        errors.map((status) => [status, errorSchemas[status as keyof typeof errorSchemas]])
      ),
      ...Object(schema.response)
    }
  })
}

function scopeText(accepted: string[] | undefined): string {
  if (!accepted) return 'Any valid key may call this.'
  return `Scopes, any one of: ${accepted.map((scope) => `\`${scope}\``).join(', ')}.`
}

const byId = new Map<string | undefined, Operation>(operations.map((operation) => [operation[2], operation]))

function operationOf({ schema, method, url }: RouteOptions): Operation {
  const path = url.replace(/:(\w+)/g, '{$1}')
  const found = byId.get(schema?.operationId)
  if (found?.[0] === method && found[1] === path) return found
  throw new Error(`${method} ${path} is not the operation ${schema?.operationId} of the contract`)
}
