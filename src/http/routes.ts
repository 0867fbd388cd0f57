import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { scopeResources } from '../contract.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** The routes of one resource; paths begin after `/api/v2`. */
export type Routes = FastifyPluginAsyncTypebox

export type Action = 'read' | 'create' | 'update' | 'delete'
export type Scope = `${(typeof scopeResources)[number]}:${Action | 'all'}`

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The scope that opens the route; `campaigns:read` also means `campaigns:all`, `all:read` and `all:all`. */
    scope?: Scope
  }
  interface FastifyRequest {
    /** The world that the request's key opens. */
    workspace: Workspace
    /** The body as it came, where it was JSON: what validation then makes of it is another matter. */
    sent: string | undefined
  }
}

/** For bodies that the contract does not require: none is the same as `{}`. */
export const bodyMayBeAbsent = async (request: FastifyRequest) => {
  if (request.body === undefined) request.body = {}
}
