import type { Grant } from '../keys/keys.ts'
import { ranges } from '../ranges.ts'
import { type Check, options, text, wanting, wholeNumber } from './arguments.ts'
import { checkKeys } from './grants.ts'

/** How a mock begins; every option can be left out. */
export type MockOptions = {
  /** The port to listen on, any free one unless given; false for none. */
  port?: number | false
  /** The address to listen on, 127.0.0.1 unless given. */
  host?: string
  /** The number that the data grows from: the same gives the same. */
  seed?: number
  /** How many campaigns there are at the beginning, 120 unless given; the rest is in proportion. */
  seedSize?: number
  /** Begin with this instead: a file's path, a name that comes with the package (`empty`), or the fixture itself. */
  fixture?: string | object
  /** A directory to keep workspaces in; in memory unless given. */
  data?: string
  /** Keys beside `mock_<workspace>`: `{ s3cret: { workspace: 'team-a', scopes: ['campaigns:read'] } }`. */
  keys?: Record<string, Grant>
}

const isPort = (value: unknown) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= ranges.port[1]

const checks: Record<keyof MockOptions, Check> = {
  port: wanting(
    (value) => value === false || isPort(value),
    `a whole number from ${ranges.port.join(' to ')}, or false`
  ),
  host: text,
  seed: wholeNumber(...ranges.seed),
  seedSize: wholeNumber(...ranges.seedSize),
  // What a fixture holds is checked where it is read.
  fixture: wanting(
    (value) => (typeof value === 'object' && value !== null) || (typeof value === 'string' && value !== ''),
    'a path, a name or an object'
  ),
  data: text,
  keys: checkKeys
}

/** By hand and not by schema, which would make each start longer. */
export const checkMockOptions = options(checks)
