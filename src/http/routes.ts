import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { scopeResources } from '../contract.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** The routes of one resource; paths are relative to `/api/v2`. */
export type Routes = FastifyPluginAsyncTypebox

export type Action = 'read' | 'create' | 'update' | 'delete'
export type Scope = `${(typeof scopeResources)[number]}:${Action | 'all'}`

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The scope of the route; `campaigns:read` also accepts `campaigns:all`, `all:read` and `all:all`. */
    scope?: Scope
  }
  interface FastifyRequest {
    /** The world that the request's key opens. */
    workspace: Workspace
    /** The raw body, if it was JSON, before validation changes it. */
    sent: string | undefined
  }
}

/** For bodies that the contract does not require: a missing body means `{}`. */
export const bodyMayBeAbsent = async (request: FastifyRequest) => {
  if (request.body === undefined) request.body = {}
}
