import type { FastifyInstance } from 'fastify'
import { version } from '../package.ts'
import { resources } from '../resources/index.ts'
import type { Resource } from '../resources/resource.ts'
import { documentOf, type MakeDocument } from './document.ts'

const about = [
  'A local, stateful emulator of the Instantly API v2, for tests. No mail is sent and nothing leaves this machine.',
  'Send a key as `Authorization: Bearer mock_<name>`. Each name, of 1 to 64 of `a-z`, `0-9`, `-` and `_`, opens a ' +
    'workspace of its own; all start with the same data. `mock_default` will do.'
].join('\n\n')

const tags = Object.values<Resource>(resources).map(({ tag, entity }) => ({
  name: tag,
  description: entity.description
}))

/** The document of all implemented operations; the control plane has its own. */
export const openapi = (app: FastifyInstance): MakeDocument =>
  documentOf(app, {
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
            description:
              'Any `mock_<name>`, or a configured key. The documentation page fills in `mock_default`.'
          }
        }
      }
    },
    schemas: Object.values<Resource>(resources).map(({ entity }) => entity),
    isIn: (url) => url.startsWith('/api/v2/')
  })
