import type { Server } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { addressOf } from './address.ts'
import type { Config } from './config.ts'
import { operations } from './contract.ts'
import { redactKey } from './keys/keys.ts'
import { version } from './package.ts'

type Https = { server: Server; caPath?: string }

/** The initial state of new workspaces. */
export const worldOf = ({ fixture, seed, seedSize }: Config): string =>
  fixture === undefined ? `seed ${seed}, ${seedSize} campaigns` : `the fixture ${fixture}`

/** What a start prints: the address, the data, and where to read on. */
export function startOf(app: FastifyInstance, config: Config, https: Https | undefined) {
  const { data, admin, adminKey, anyKey } = config
  const url = `http://${addressOf(app.server)}`
  const keys = [...config.key].map(
    ([secret, { workspace, scopes }]) => `${redactKey(secret)} ${workspace} ${scopes}`
  )
  return {
    url,
    base_urls: [url, `${url}/api`, `${url}/api/v2`],
    ...(https && {
      https: `https://${addressOf(https.server)}`,
      ca: [https.caPath, admin ? `${url}/__admin/ca.pem` : undefined].filter((place) => place !== undefined),
      ca_file: https.caPath ?? 'ca.pem'
    }),
    world: worldOf(config),
    data: data ?? 'in memory',
    key: anyKey ? 'any: each opens a workspace of its own' : 'mock_default',
    ...(keys.length > 0 && { keys }),
    operations: `${app.services.built.size} of ${operations.length} are implemented`,
    ...(admin && { control_plane: `${url}/__admin/docs`, locked: adminKey !== undefined }),
    docs: `${url}/docs`
  }
}

export type Start = ReturnType<typeof startOf>

/** The same as text for people. */
export function greeting(start: Start): string {
  const rows: [name: string, ...values: (string | undefined)[]][] = [
    ['Base URL', ...start.base_urls],
    ['HTTPS', start.https],
    ['CA', ...(start.ca ?? [])],
    ['Trust it', ...(start.ca_file ? trustTexts(start.ca_file) : [])],
    ['World', start.world],
    ['Data', start.data],
    ['Key', start.key, ...(start.keys ?? [])],
    [
      'Control',
      start.control_plane && `${start.control_plane}${start.locked ? ' (locked by --admin-key)' : ''}`
    ],
    ['Docs', `${start.docs} (${start.operations})`]
  ]
  const lines = rows.flatMap(([name, ...values]) =>
    values
      .filter((value) => value !== undefined)
      .map((value, index) => `  ${(index ? '' : name).padEnd(8)}  ${value}`)
  )
  return `\n  instantly-mock ${version}\n\n${lines.join('\n')}\n\n`
}

/** What each client needs; `test/tls/clients.test.ts` tries them. */
const trustTexts = (path: string) => [
  `NODE_EXTRA_CA_CERTS=${path} for Node.js, CURL_CA_BUNDLE=${path} for curl`,
  `SSL_CERT_FILE=${path} for Python (urllib, httpx, aiohttp), REQUESTS_CA_BUNDLE=${path} for requests`
]
