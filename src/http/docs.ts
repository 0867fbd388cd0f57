import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { tryable } from './examples.ts'

/** Taken from where Fastify's plugin keeps them: the package of Swagger UI itself reports each install to others. */
const swaggerUi = new URL('static/', import.meta.resolve('@fastify/swagger-ui'))
const files = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'favicon-32x32.png': 'image/png'
}

/** Serves the document in the places where clients look for it, and the page to read it on. */
export function docs(app: FastifyInstance): void {
  const json = async () => app.swagger()
  app.get('/openapi.json', json)
  app.get('/openapi/api_v2.json', json)
  app.get('/openapi.yaml', async (_request, reply) =>
    reply.type('application/yaml').send(app.swagger({ yaml: true }))
  )

  app.get('/docs', async (_request, reply) => reply.redirect('/docs/'))
  app.get('/docs/', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(swaggerPage('documentation', '/docs/openapi.json'))
  )
  app.get('/docs/openapi.json', async () => tryable(app))
  for (const [name, type] of Object.entries(files)) {
    app.get(`/docs/${name}`, async (_request, reply) =>
      reply.type(type).send(await readFile(new URL(name, swaggerUi)))
    )
  }
}

/** A page to read the document at `url` on, and to try what it describes. */
export const swaggerPage = (title: string, url: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>instantly-mock: ${title}</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<style>
  html { color-scheme: light dark }
  body { margin: 0 }
  nav { font: 14px sans-serif; max-width: 1460px; margin: 0 auto; padding: 1rem 20px 0 }
  .swagger-ui .info { margin: 1.5rem 0 }
  .swagger-ui .info hgroup a, .swagger-ui .servers-title, .swagger-ui .servers { display: none }
  .swagger-ui .scheme-container { padding: 1rem 0 }
  .swagger-ui .response-col_links, .swagger-ui .response-control-media-type { display: none }
  .swagger-ui .opblock-tag { flex-wrap: wrap }
</style>
<nav><a href="/">Home</a></nav>
<div id="operations"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script>
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.onchange = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
  dark.onchange()
  const ui = SwaggerUIBundle({
    dom_id: '#operations',
    url: '${url}',
    deepLinking: true,
    tryItOutEnabled: true,
    defaultModelExpandDepth: 2,
    displayRequestDuration: true,
    persistAuthorization: true,
    onComplete: () => ui.authSelectors.authorized().size || ui.preauthorizeApiKey('ApiKeyAuth', 'mock_default')
  })
</script>
</html>
`
