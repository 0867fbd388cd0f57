import type { FastifyInstance } from 'fastify'
import { operations } from '../contract.ts'
import { sendPage } from '../http/cors.ts'
import { version } from '../package.ts'

/** What needs no key: the home page, the same as JSON for programs, and the health probe. */
export function pages(app: FastifyInstance, hasControl: boolean): void {
  app.get('/health', async () => ({ status: 'ok' }))

  app.get('/', async (request, reply) => {
    const host = `${request.protocol}://${request.host}`
    const links = {
      name: 'instantly-mock',
      version,
      base_urls: [host, `${host}/api`, `${host}/api/v2`],
      key: 'mock_default',
      operations: { built: app.services.built.size, documented: operations.length },
      docs: `${host}/docs`,
      openapi: `${host}/openapi.json`,
      ...(hasControl && { control_plane: `${host}/__admin/docs` })
    }
    const forPeople = request.headers.accept?.includes('text/html')
    return forPeople ? sendPage(reply, page(links)) : links
  })
}

type Links = {
  version: string
  base_urls: string[]
  key: string
  operations: { built: number; documented: number }
  control_plane?: string
}

const page = ({ version, base_urls, key, operations, control_plane }: Links) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>instantly-mock</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
  h1 { margin: 0 } small { font-size: 1rem; font-weight: normal; opacity: .7 }
  dt { font-weight: 600; margin-top: 1.25rem } dd { margin: 0 }
  code, pre { font: 14px/1.6 ui-monospace, monospace }
  pre { margin: .25rem 0; padding: .75rem 1rem; border-radius: 6px; background: #8882; white-space: pre-wrap }
  pre, dd { overflow-wrap: anywhere }
</style>
<h1>instantly-mock <small>${version}</small></h1>
<p>A local, stateful emulator of the Instantly API v2, for tests. No mail is sent, and nothing leaves this machine.
${operations.built} of its ${operations.documented} operations are implemented; the others answer 501 with their name.
<dl>
  <dt>Base URL, in the form that your client wants</dt>
  <dd>${base_urls.map((url) => `<code>${escaped(url)}</code>`).join('<br>')}</dd>
  <dt>Key</dt>
  <dd><code>${key}</code>, or <code>mock_</code> and any other name: each name is a workspace of its own</dd>
  <dt>Try it</dt>
  <dd><pre>curl -H 'Authorization: Bearer ${key}' \\
'${escaped(String(base_urls[0]))}/api/v2/campaigns?limit=1'</pre></dd>
  <dt>Read on</dt>
  <dd>
    <a href="/docs/">Documentation, to try each operation</a><br>
    ${control_plane ? '<a href="/__admin">Look inside a workspace</a><br>\n    <a href="/__admin/docs">Control plane, to set up what a test needs</a><br>' : ''}
    <a href="/openapi.json">openapi.json</a>, <a href="/openapi.yaml">openapi.yaml</a>
  </dd>
</dl>
</html>
`

/** The caller chooses the Host header. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
