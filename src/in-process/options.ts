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

/** How a mock begins; every option can be left out. */
export const MockOptions = Type.Object(
  {
    /** The port to listen on, any free one unless given; false for none. */
    port: Type.Optional(
      Type.Union([Type.Integer({ minimum: leastPort, maximum: mostPort }), Type.Literal(false)])
    ),
    /** The address to listen on, 127.0.0.1 unless given. */
    host: Type.Optional(Type.String({ minLength: 1 })),
    /** The number that the data grows from: the same gives the same. */
    seed: Type.Optional(Type.Integer({ minimum: leastSeed, maximum: mostSeed })),
    /** How many campaigns there are at the beginning, 120 unless given; the rest is in proportion. */
    seedSize: Type.Optional(Type.Integer({ minimum: leastSize, maximum: mostSize })),
    /**
     * Begin with this instead: a file's path, a name that comes with the package (`empty`), or the fixture itself, which
     * is checked where it is read.
     */
    fixture: Type.Optional(
      Type.Refine(Type.Unsafe<string | object>({}), isThere, () => 'a path, a name or an object')
    ),
    /** A directory to keep workspaces in; in memory unless given. */
    data: Type.Optional(Type.String({ minLength: 1 })),
    /** How much a workspace may hold, in MiB; 256 unless given. */
    workspaceLimit: Type.Optional(Type.Integer({ minimum: leastLimit, maximum: mostLimit })),
    /** Keys beside `mock_<workspace>`: `{ s3cret: { workspace: 'team-a', scopes: ['campaigns:read'] } }`. */
    keys: Type.Optional(Type.Record(Type.String(), Grant))
  },
  closed
)
export type MockOptions = Type.Static<typeof MockOptions>

/** @throws ApiError 400 that does not show the secrets of keys whole */
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

/** What an interception lets through, and what it refuses. */
export const InterceptOptions = Type.Object(
  {
    /** What becomes of requests to other hosts than Instantly's: let through, unless told to refuse them. */
    others: Type.Optional(Type.Enum(['pass', 'refuse'])),
    /** Refuse requests to the real host instead of answering them, to find what still tries it. */
    tripwire: Type.Optional(Type.Boolean())
  },
  closed
)
export type InterceptOptions = Type.Static<typeof InterceptOptions>

export const VerifyOptions = Type.Object({ inOrder: Type.Optional(Type.Boolean()) }, closed)

export const ForkCount = Type.Integer({ minimum: 1, maximum: 1000 })

export const FixtureName = Type.String({ minLength: 1 })

export const SnapshotName = Type.String({ minLength: 1 })
