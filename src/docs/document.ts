import type { SwaggerOptions } from '@fastify/swagger'
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import { compilers } from '../http/compilers.ts'
import { once } from '../once.ts'
import { addExamples, type Document } from './examples.ts'
import { shareResponses } from './shared.ts'

type Options = {
  /** Everything that does not come from the routes. */
  openapi: Extract<SwaggerOptions, { openapi?: unknown }>['openapi']
  /** Whether the document includes the route with this URL. */
  isIn(url: string): boolean
  /** The schemas that the routes refer to by `$id`. */
  schemas?: object[]
  /** Responses that every operation may give. */
  responses?: object
}

/** Builds the document, once. */
export type MakeDocument = () => Promise<{ json: Document; yaml: string }>

/**
 * The OpenAPI document of the routes that the app registers from now on. It is built on first use, in a separate app that
 * serves nothing, because few need it and no start should wait for it.
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
