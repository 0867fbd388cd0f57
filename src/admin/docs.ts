import type { FastifyInstance } from 'fastify'
import { documentOf } from '../docs/document.ts'
import { swaggerPage } from '../docs/documentation.ts'
import { tryable } from '../docs/examples.ts'
import { sendPage } from '../http/cors.ts'
import { version } from '../package.ts'
import { TimelineRow } from '../simulation/control/schema.ts'

const about = [
  'Puts a workspace into any state, makes calls fail or stall, moves its clock, and shows what the client sent.',
  'Each call concerns one workspace: that of the bearer key (`mock_<name>` opens the one of that name), or, with ' +
    '`/__admin/workspaces/<name>` in place of `/__admin`, the one that the path names.'
].join('\n\n')

const tags = [
  {
    name: 'Workspaces',
    description: 'The open workspaces. Each has its own data, clock and journal.'
  },
  { name: 'State', description: 'Reset, snapshot, fork, export and import a workspace.' },
  { name: 'Clock', description: 'Freeze time, move it, let it run.' },
  {
    name: 'Simulator',
    description: 'Sending campaigns: plan reactions to emails, see what happened and why.'
  },
  { name: 'Due work', description: 'Scheduled work: list it, run it now, put it on hold.' },
  {
    name: 'Journal',
    description: 'What the client sent and received, and checks of both.'
  },
  { name: 'Figures', description: 'Totals per campaign, for the page at `/__admin`.' },
  { name: 'Stream', description: 'See a workspace live, as the page at `/__admin` does.' },
  { name: 'Faults', description: 'Make calls fail, wait or disconnect.' },
  { name: 'Rate limits', description: 'The documented limits; off by default.' },
  { name: 'Plan', description: 'The lead quota and the verification credits.' },
  { name: 'Keys', description: 'Keys with fewer scopes than `mock_<name>`.' },
  { name: 'Strictness', description: 'Refuse what the service silently drops.' },
  { name: 'Entities', description: 'Any field of any entity, bypassing the rules of the API.' },
  {
    name: 'Deliveries',
    description: 'Deliveries to webhooks: list, hold, release and redeliver them.'
  },
  { name: 'Inbound', description: 'Incoming mail.' }
]

/** An error that any call may return. */
const refusal = {
  title: 'Refusal',
  description: 'An error, with its reason.',
  type: 'object',
  properties: {
    statusCode: { type: 'integer' },
    error: { type: 'string' },
    message: { type: 'string', description: 'What was received, and what is expected.' }
  },
  examples: [{ statusCode: 401, error: 'Unauthorized', message: 'Invalid API key' }]
}

/** The control plane's own OpenAPI document, and the page that renders it. */
export function adminDocs(app: FastifyInstance): void {
  const make = documentOf(app, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'instantly-mock: control plane', description: about, version },
      servers: [{ url: '/', description: 'This server' }],
      tags,
      security: [{ ApiKeyAuth: [] }, { ApiKeyAuth: [], AdminKey: [] }],
      components: {
        securitySchemes: {
          ApiKeyAuth: {
            type: 'http',
            scheme: 'bearer',
            description: "A key of the call's workspace. This page fills in `mock_default`."
          },
          AdminKey: {
            type: 'apiKey',
            in: 'header',
            name: 'X-Admin-Key',
            description: 'The `--admin-key` of the server; needed only if it has one.'
          }
        }
      }
    },
    isIn: (url) => !url.includes('/:workspace/'),
    schemas: [TimelineRow],
    responses: { default: refusal }
  })
  const document = async () => (await make()).json
  app.get('/openapi.json', document)
  const links = {
    '/': 'Home',
    '/__admin': 'Workspace page',
    '/docs/': 'Documentation of the API',
    '/__admin/openapi.json': 'JSON'
  }
  const page = swaggerPage('control plane', '/__admin/docs/openapi.json', links)
  for (const path of ['/docs', '/docs/']) {
    app.get(path, async (_request, reply) => sendPage(reply, page))
  }
  app.get('/docs/openapi.json', async () => tryable(app, await document(), tableOf))
}

const tableOf = (path: string) => (path.includes('/entities/') ? 'campaigns' : undefined)
