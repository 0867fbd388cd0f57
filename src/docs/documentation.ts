import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendPage } from '../http/cors.ts'
import type { MakeDocument } from './document.ts'
import { tryable } from './examples.ts'

/** From Fastify's plugin, because the package of Swagger UI itself reports each installation. */
const swaggerUi = () => new URL('static/', import.meta.resolve('@fastify/swagger-ui'))
const files = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'favicon-32x32.png': 'image/png'
}

/** Serves the document where clients look for it, and the page that renders it. */
export function docs(app: FastifyInstance, make: MakeDocument, hasControl: boolean): void {
  const json = async (request: FastifyRequest) => {
    const { json } = await make()
    return { ...json, servers: [{ url: addressIn(request), description: 'This server' }] }
  }
  app.get('/openapi.json', json)
  app.get('/openapi/api_v2.json', json)
  app.get('/openapi.yaml', async (request, reply) => {
    const { yaml } = await make()
    const server = `url: ${JSON.stringify(addressIn(request))}`
    return reply.type('application/yaml').send(yaml.replace('url: /', () => server))
  })

  app.get('/docs', async (_request, reply) => reply.redirect('/docs/'))
  app.get('/docs/', async (_request, reply) => {
    const links = {
      '/': 'Home',
      ...(hasControl && { '/__admin': 'Workspace page', '/__admin/docs': 'Control plane' }),
      '/openapi.json': 'JSON'
    }
    return sendPage(reply, swaggerPage('documentation', '/docs/openapi.json', links))
  })
  app.get('/docs/openapi.json', async () => tryable(app, (await make()).json, tableOf))
  for (const [name, type] of Object.entries(files)) {
    app.get(`/docs/${name}`, async (_request, reply) =>
      reply.type(type).send(await readFile(new URL(name, swaggerUi())))
    )
  }
}

/** The address that the client used, so that code generated from the document calls it too. */
const addressIn = ({ protocol, host }: FastifyRequest) => `${protocol}://${host}`

/** `/api/v2/custom-tags/{id}` → `custom_tags` */
const tableOf = (path: string) => path.split('/')[3]?.replaceAll('-', '_')

/** A page that renders the document at `url` and can send its calls, with links (by URL) above it. */
export const swaggerPage = (title: string, url: string, links: Record<string, string>) => `<!doctype html>
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
  nav a { margin-right: 1rem }
  .swagger-ui .info { margin: 1.5rem 0 }
  .swagger-ui .info hgroup a, .swagger-ui .info__license { display: none }
  .swagger-ui .info .title .version-stamp, .swagger-ui .servers-title, .swagger-ui .servers { display: none }
  .swagger-ui .scheme-container { padding: 1rem 0 }
  .swagger-ui .response-col_links, .swagger-ui .response-control-media-type { display: none }
  .swagger-ui .opblock-tag { flex-wrap: wrap }
  .swagger-ui .opblock .opblock-summary-method { color: #000; text-shadow: none }
  @media (width < 640px) {
    .swagger-ui .opblock-tag { font-size: 20px; a { flex: 1 } small { order: 1; flex: 1 0 100%; padding: 0 } }
    /* Leave space for the buttons, which would cover the text. */
    .swagger-ui .live-responses-table .highlight-code pre, .swagger-ui .curl-command pre { padding-bottom: 48px !important }
  }
  .swagger-ui .btn { transition: none !important }
  html.dark-mode .swagger-ui {
    .examples-select__section-label { color: #e4e6e6 }
    .opblock .opblock-section-header .try-out__btn.cancel { color: #ff8a80 }
  }
  html:not(.dark-mode) .swagger-ui {
    .info .title small, .download-contents { background: #5b6270 }
    .btn.execute { background: #2a6db8; border-color: #2a6db8 }
    .btn.authorize { color: #117847; border-color: #117847; svg { color: #117847 } }
    .btn.cancel, .parameter__name.required::after, .parameter__name.required span { color: #c22 }
    .btn.cancel { border-color: #c22 }
    .json-schema-2020-12-expand-deep-button, .parameter__in { color: #555 }
  }
</style>
<nav>${Object.entries(links)
  .map(([address, name]) => `<a href="${address}">${name}</a>`)
  .join(' ')}</nav>
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
    syntaxHighlight: { theme: 'obsidian' },
    persistAuthorization: true,
    onComplete: () => ui.authSelectors.authorized().size || ui.preauthorizeApiKey('ApiKeyAuth', 'mock_default')
  })
</script>
</html>
`
