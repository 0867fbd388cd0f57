import { Type } from 'typebox'
import { badRequest } from '../errors.ts'
import { openedBy, redactKey } from '../keys/keys.ts'
import { Grant } from '../keys/schema.ts'
import { ranges } from '../ranges.ts'
import { check, memberOf } from './arguments.ts'

const [[leastPort, mostPort], [leastSeed, mostSeed], [leastSize, mostSize], [leastLimit, mostLimit]] = [
  ranges.port,
  ranges.seed,
  ranges.seedSize,
  ranges.workspaceLimit
]
const isThere = (value: unknown) =>
  (typeof value === 'object' && value !== null) || (typeof value === 'string' && value !== '')
const closed = { additionalProperties: false }

/** How a mock starts; every option is optional. */
export const MockOptions = Type.Object(
  {
    port: Type.Optional(
      Type.Union([Type.Integer({ minimum: leastPort, maximum: mostPort }), Type.Literal(false)], {
        description: 'The port to listen on, any free one by default; false for none.'
      })
    ),
    host: Type.Optional(
      Type.String({ minLength: 1, description: 'The address to listen on, 127.0.0.1 by default.' })
    ),
    seed: Type.Optional(
      Type.Integer({
        minimum: leastSeed,
        maximum: mostSeed,
        description: 'The seed of the generated data: the same seed gives the same data.'
      })
    ),
    seedSize: Type.Optional(
      Type.Integer({
        minimum: leastSize,
        maximum: mostSize,
        description: 'How many campaigns to generate, 120 by default; everything else is in proportion.'
      })
    ),
    fixture: Type.Optional(
      Type.Refine(
        Type.Unsafe<string | object>({
          description:
            "Start with this instead: a file's path, the name of a bundled fixture (`empty`), or the fixture itself, which is validated when it is loaded."
        }),
        isThere,
        () => 'a path, a name or an object'
      )
    ),
    data: Type.Optional(
      Type.String({ minLength: 1, description: 'A directory to keep workspaces in; in memory by default.' })
    ),
    workspaceLimit: Type.Optional(
      Type.Integer({
        minimum: leastLimit,
        maximum: mostLimit,
        description: 'The maximum size of a workspace in MiB, 256 by default.'
      })
    ),
    keys: Type.Optional(
      Type.Record(Type.String(), Grant, {
        description:
          "Keys besides `mock_<workspace>`: `{ s3cret: { workspace: 'team-a', scopes: ['campaigns:read'] } }`."
      })
    ),
    webhookHosts: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        description:
          'Hosts that webhooks may call, besides loopback and private addresses: `hooks.example.com`, `*.example.com`.'
      })
    )
  },
  closed
)
export type MockOptions = Type.Static<typeof MockOptions>

/** @throws ApiError 400, with the keys' secrets redacted */
export function checkMockOptions(options: MockOptions): void {
  const place = 'createInstantlyMock: options'
  const secrets = new Set(Object.keys(Object(Object(options).keys)))
  check(MockOptions, options, place, (name) => (secrets.has(name) ? `.${redactKey(name)}` : memberOf(name)))
  const unusable = [...secrets].find((secret) => !/^\S+$/.test(secret))
  if (unusable !== undefined) {
    throw badRequest(
      `${place}.keys: the secret ${redactKey(unusable)} is empty or has spaces, wanted one without`
    )
  }
  for (const [secret, { workspace }] of Object.entries(options.keys ?? {})) {
    const opens = openedBy(secret) ?? workspace
    if (opens !== workspace) {
      throw badRequest(
        `${place}.keys: ${secret} opens the workspace ${opens}, wanted another secret for ${workspace}`
      )
    }
  }
}

/** What an interception passes on and what it refuses. */
export const InterceptOptions = Type.Object(
  {
    others: Type.Optional(
      Type.Enum(['pass', 'refuse'], {
        description: "What to do with requests to hosts other than Instantly's; `pass` by default."
      })
    ),
    tripwire: Type.Optional(
      Type.Boolean({
        description:
          'Refuse requests to the real host instead of answering them, to find code that still uses it.'
      })
    )
  },
  closed
)
export type InterceptOptions = Type.Static<typeof InterceptOptions>

export const VerifyOptions = Type.Object({ inOrder: Type.Optional(Type.Boolean()) }, closed)

export const ForkCount = Type.Integer({ minimum: 1, maximum: 1000 })

export const FixtureName = Type.String({ minLength: 1 })

export const SnapshotName = Type.String({ minLength: 1 })

export const MoveOptions = Type.Object({ settle: Type.Optional(Type.Boolean()) }, closed)
