import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { swaggerPage } from '../http/docs.ts'
import { version } from '../version.ts'

const about = [
  'Puts a workspace into any state, makes it refuse or stall, moves its clock, and tells what the client sent.',
  'Each call is about one workspace: that of the bearer key (`mock_<name>` opens the one of that name), or, with ' +
    '`/__admin/workspaces/<name>` in place of `/__admin`, the one that the path names.'
].join('\n\n')

/** The control plane's own document and the page to read it on. */
export async function adminDocs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'instantly-mock: control plane', description: about, version },
      servers: [{ url: '/', description: 'This server' }],
      security: [{ ApiKeyAuth: [] }],
      components: {
        securitySchemes: {
          ApiKeyAuth: {
            type: 'http',
            scheme: 'bearer',
            description: 'A key of the workspace that the call is about.'
          }
        }
      }
    },
    hideUntagged: true,
    transform: ({ schema, url }) => ({ schema: { ...schema, hide: url.includes('/:workspace/') }, url })
  })
  app.get('/openapi.json', async () => app.swagger())
  app.get('/docs', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(swaggerPage('control plane', '/__admin/openapi.json'))
  )
}
