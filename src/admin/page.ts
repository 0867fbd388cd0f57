import { existsSync, readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { once } from '../once.ts'
import { pageBundle } from './bundle.ts'

/**
 * Scripts come from this server only. Inline styles are allowed for the emails on the page, whose frame inherits this
 * policy; the frame runs and loads nothing.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  'img-src data:',
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

const icon =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f6f5c"/>' +
      '<path d="M7 11h18v11H7zm0 0 9 7 9-7" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/></svg>'
  )

const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>instantly-mock</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="/__admin/page.css">
<div id="page"></div>
<noscript>This page needs JavaScript. All that it does can be done by calls, too: see /__admin/docs.</noscript>
<script type="module" src="/__admin/page.js"></script>
</html>
`

type Files = { 'page.js': string; 'page.css': string }

/**
 * The page's script and style: built with the package, or, in a clone, bundled now.
 * @param folder where they are: beside this code, in the package
 */
export async function pageFiles(folder: string | URL = import.meta.url): Promise<Files> {
  const path = (name: string) => new URL(name, folder)
  const read = (name: string) => readFileSync(path(name), 'utf8')
  if (existsSync(path('page.js'))) return { 'page.js': read('page.js'), 'page.css': read('page.css') }
  const { build } = await import('esbuild')
  const { outputFiles } = await build({ ...pageBundle, write: false })
  const built = (ending: string) =>
    outputFiles
      .filter(({ path }) => path.endsWith(ending))
      .map(({ text }) => text)
      .join('')
  return { 'page.js': built('.js'), 'page.css': built('.css') }
}

/** The page that shows a workspace; its data comes from calls to the control plane. */
export function page(app: FastifyInstance): void {
  const files = once(() => pageFiles())
  for (const path of ['/__admin', '/__admin/']) {
    app.get(path, async (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(html)
    )
  }
  app.get('/__admin/page.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send((await files())['page.js'])
  )
  app.get('/__admin/page.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send((await files())['page.css'])
  )
}
