import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FindIgnored } from '../http/ignored.ts'
import type { Keys } from '../http/keys.ts'
import type { Registry } from '../workspace/registry.ts'

/** What the control plane works with; the workspace that a call is about comes with the request. */
export type Tools = { registry: Registry; keys: Keys; findIgnored: FindIgnored }

/** The routes of one room of the control plane. */
export type AdminRoutes = (tools: Tools) => FastifyPluginAsyncTypebox
