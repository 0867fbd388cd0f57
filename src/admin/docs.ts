import type { FastifyInstance } from 'fastify'
import { documentOf } from '../docs/document.ts'
import { swaggerPage } from '../docs/documentation.ts'
import { tryable } from '../docs/examples.ts'
import { sendPage } from '../http/cors.ts'
import { version } from '../package.ts'
import { TimelineRow } from '../simulation/control/schema.ts'

const about = [
  'Puts a workspace into any state, makes it refuse or stall, moves its clock, and tells what the client sent.',
  'Each call is about one workspace: that of the bearer key (`mock_<name>` opens the one of that name), or, with ' +
    '`/__admin/workspaces/<name>` in place of `/__admin`, the one that the path names.'
].join('\n\n')

const tags = [
  {
    name: 'Workspaces',
    description: 'The worlds that are open: each has its data, clock and journal to itself.'
  },
  { name: 'State', description: 'Put a world back, keep it, copy it, move it.' },
  { name: 'Clock', description: 'Stop time, move it, let it run.' },
  {
    name: 'Simulator',
    description: 'Campaigns that send: what follows on emails, what happened, and why not.'
  },
  { name: 'Due work', description: 'What happens later: see it, do it now, hold it back.' },
  {
    name: 'Journal',
    description: 'What the client sent and got, and whether that is what it should have sent.'
  },
  { name: 'Stream', description: 'See a workspace live, as the page at `/__admin` does.' },
  { name: 'Faults', description: 'Make calls fail, wait or break off.' },
  { name: 'Rate limits', description: 'The documented limits: off at the beginning.' },
  { name: 'Plan', description: 'How many leads and verification credits there are.' },
  { name: 'Keys', description: 'Keys that may do less than `mock_<name>`.' },
  { name: 'Strictness', description: 'Refuse what the service drops without a word.' },
  { name: 'Entities', description: 'Any field of anything, past the rules of the API.' },
  { name: 'Inbound', description: 'Mail that comes in from outside.' }
]

/** What every call may answer, beside what it is for. */
const refusal = {
  title: 'Refusal',
  description: 'A refusal, with its reason.',
  type: 'object',
  properties: {
    statusCode: { type: 'integer' },
    error: { type: 'string' },
    message: { type: 'string', description: 'What was found, and what is wanted.' }
  },
  examples: [{ statusCode: 401, error: 'Unauthorized', message: 'Invalid API key' }]
}

/** The control plane's own document and the page to read it on. */
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
            description: 'A key of the workspace that the call is about. This page fills in `mock_default`.'
          },
          AdminKey: {
            type: 'apiKey',
            in: 'header',
            name: 'X-Admin-Key',
            description: 'The key that the server was started with as `--admin-key`; needed only then.'
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
    '/__admin': 'Look inside',
    '/docs/': 'Documentation of the API',
    '/__admin/openapi.json': 'JSON'
  }
  const page = swaggerPage('control plane', '/__admin/docs/openapi.json', links)
  app.get('/docs', async (_request, reply) => sendPage(reply, page))
  app.get('/docs/openapi.json', async () => tryable(app, await document(), tableOf))
}

const tableOf = (path: string) => (path.includes('/entities/') ? 'campaigns' : undefined)
