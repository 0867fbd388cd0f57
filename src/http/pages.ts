import type { FastifyInstance } from 'fastify'
import { version } from '../version.ts'

/** What answers without a key: a page for people, the same as JSON for programs, and a probe. */
export function pages(app: FastifyInstance): void {
  app.get('/health', async () => ({ status: 'ok' }))

  app.get('/', async (request, reply) => {
    const host = `${request.protocol}://${request.host}`
    const links = {
      name: 'instantly-mock',
      version,
      base_urls: [host, `${host}/api`, `${host}/api/v2`],
      key: 'mock_default',
      docs: `${host}/docs`,
      openapi: `${host}/openapi.json`
    }
    const forPeople = request.headers.accept?.includes('text/html')
    return forPeople ? reply.type('text/html; charset=utf-8').send(page(links)) : links
  })
}

type Links = { version: string; base_urls: string[]; key: string; docs: string }

const page = ({ version, base_urls, key, docs }: Links) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>instantly-mock</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
  code, pre { font: 14px/1.5 ui-monospace, monospace }
  pre { padding: 1rem; border: 1px solid; border-radius: 6px; overflow-x: auto }
  dt { font-weight: 600 } dd { margin: 0 0 1rem }
</style>
<h1>instantly-mock <small>${version}</small></h1>
<p>A local, stateful emulator of the Instantly API v2, for tests. No mail is sent, and nothing leaves this machine.
<dl>
  <dt>Base URL, in the form your client wants</dt>
  <dd>${base_urls.map((url) => `<code>${escaped(url)}</code>`).join('<br>')}</dd>
  <dt>Key</dt>
  <dd><code>${key}</code>, or <code>mock_</code> and any name: each name is a workspace of its own</dd>
  <dt>Documentation</dt>
  <dd><a href="${escaped(docs)}">${escaped(docs)}</a></dd>
</dl>
<pre>curl -H 'Authorization: Bearer ${key}' ${escaped(base_urls[0] ?? '')}/api/v2/campaigns?limit=1</pre>
</html>
`

/** The host is what the caller says it is. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
