import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Advisor } from '../controls/journal/advisor.ts'
import type { Keys } from '../keys/keys.ts'
import type { Registry } from '../workspace/registry.ts'
import type { FindCoerced, FindUnknownFields } from './unknown-fields.ts'

/** What the control plane works with; a call's workspace comes with the request. */
export type Services = {
  registry: Registry
  keys: Keys
  findUnknownFields: FindUnknownFields
  findCoerced: FindCoerced
  advisor: Advisor
  /** The operations that have a route, complete once all routes are registered. */
  built: ReadonlySet<string>
  /** The ports on which the server listens. */
  ports: number[]
}

/** The routes of one resource of the control plane. */
export type AdminRoutes = (services: Services) => FastifyPluginAsyncTypebox
