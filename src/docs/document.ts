import type { SwaggerOptions } from '@fastify/swagger'
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import { compilers } from '../http/compilers.ts'
import { once } from '../once.ts'
import { addExamples, type Document } from './examples.ts'
import { shareResponses } from './shared.ts'

type Options = {
  /** All but what the routes tell. */
  openapi: Extract<SwaggerOptions, { openapi?: unknown }>['openapi']
  /** Whether the route of this URL is in the document. */
  isIn(url: string): boolean
  /** What the routes refer to by `$id`. */
  schemas?: object[]
  /** What each operation may answer beside what it is for. */
  responses?: object
}

/** Makes the document; of all calls the first does the work. */
export type MakeDocument = () => Promise<{ json: Document; yaml: string }>

/**
 * The OpenAPI document of the routes that the app gets from now on. It is made when it is first asked for, in an app of
 * its own that answers nothing: few look at it, and no start should wait for it.
 */
export function documentOf(
  app: FastifyInstance,
  { openapi, isIn, schemas = [], responses }: Options
): MakeDocument {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    if (isIn(route.url) && route.method !== 'HEAD' && !route.schema?.hide) routes.push(route)
  })
  return once(async () => {
    const { default: swagger } = await import('@fastify/swagger')
    const answers = new Map(routes.map(({ schema }) => [schema?.operationId, Object(schema?.response)[200]]))
    const overrides = (operationId: string) => answers.get(operationId)?.examples?.[0]
    const scribe = Fastify({ exposeHeadRoutes: false, schemaController: { compilersFactory: compilers } })
    await scribe.register(swagger, {
      openapi,
      hideUntagged: true,
      transformObject: (made) => shareResponses(addExamples(Object(made).openapiObject, overrides)),
      refResolver: { buildLocalReference: ({ $id }) => String($id) }
    })
    for (const schema of schemas) scribe.addSchema(schema)
    for (const { method, url, handler, schema } of routes) {
      const response = { ...Object(schema?.response), ...responses }
      scribe.route({ method, url, handler, schema: { ...schema, response } })
    }
    await scribe.ready()
    return { json: scribe.swagger() as unknown as Document, yaml: scribe.swagger({ yaml: true }) }
  })
}
