import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { version } from '../version.ts'

const about = `A local, stateful emulator of the Instantly API v2, for tests. Nothing is sent and nothing leaves this machine.

The key \`mock_<name>\` opens the workspace of that name, a world of its own that begins with the same data as any
other. This page uses \`mock_default\`.`

const tags = [
  { name: 'Campaign', description: 'Sequences of emails to many leads.' },
  { name: 'CustomTag', description: 'Labels for campaigns and accounts.' },
  { name: 'CustomTagMapping', description: 'Which label is on what.' },
  { name: 'AccountCampaignMapping', description: 'Which campaigns send from an account.' }
]

/** The document of all operations that are built, made from their routes: `app.swagger()`. */
export async function openapi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'instantly-mock',
        description: about,
        version,
        license: { name: 'MIT', identifier: 'MIT' }
      },
      servers: [{ url: '/', description: 'This server' }],
      tags,
      security: [{ ApiKeyAuth: [] }],
      components: {
        securitySchemes: {
          ApiKeyAuth: {
            type: 'http',
            scheme: 'bearer',
            description: 'Any `mock_<name>`, or a key from the configuration.'
          }
        }
      }
    },
    hideUntagged: true,
    refResolver: { buildLocalReference: ({ $id }) => String($id) }
  })
}
