import type { StaticDocumentSpec } from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import Fastify from 'fastify'
import { stringify } from 'yaml'

/** Serves the document in the places where clients look for it, and the page to read it on. */
export function docs(app: FastifyInstance): void {
  const json = async () => app.swagger()
  app.get('/openapi.json', json)
  app.get('/openapi/api_v2.json', json)
  app.get('/openapi.yaml', async (_request, reply) =>
    reply.type('application/yaml').send(stringify(app.swagger()))
  )

  // Swagger UI takes as long to set up as all the rest, so it is set up, in a server of its own, when it is looked at.
  let page: Promise<FastifyInstance> | undefined
  app.get('/docs', async (_request, reply) => reply.redirect('/docs/'))
  app.get('/docs/*', async (request, reply) => {
    page ??= swaggerUi(app)
    const { routing } = await page
    reply.hijack()
    routing(request.raw, reply.raw)
  })
  app.addHook('onClose', async () => (await page)?.close())
}

/** Where Swagger UI keeps what was entered under "Authorize": "Try it out" works at once. */
const defaultKey = `
  localStorage.getItem('authorized') ?? localStorage.setItem('authorized', JSON.stringify({
    ApiKeyAuth: { name: 'ApiKeyAuth', schema: { type: 'http', scheme: 'bearer' }, value: 'mock_default' }
  }))`

async function swaggerUi(app: FastifyInstance): Promise<FastifyInstance> {
  const page = Fastify()
  const document = app.swagger() as StaticDocumentSpec['document']
  const { default: swagger } = await import('@fastify/swagger')
  const { default: ui } = await import('@fastify/swagger-ui')
  await page.register(swagger, { mode: 'static', specification: { document } })
  await page.register(ui, {
    routePrefix: '/docs',
    theme: { title: 'instantly-mock', js: [{ filename: 'default-key.js', content: defaultKey }] },
    uiConfig: {
      persistAuthorization: true,
      displayRequestDuration: true,
      tryItOutEnabled: true,
      docExpansion: 'list'
    }
  })
  await page.ready()
  return page
}
