import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import { type Grant, parseKey } from './keys/keys.ts'
import { usualState } from './workspace/prebuilt.ts'

/** A flag or a variable that cannot be used; the message says which, what was given and what is wanted. */
export class ConfigError extends Error {}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

const text = (given: string) => given

const wholeNumber = (least: number, most: number) => (given: string) => {
  const number = Number(given)
  if (/^\d+$/.test(given) && number >= least && number <= most) return number
  throw new Error(`a whole number from ${least} to ${most}`)
}

/** The least and the most of what is a number, here and for a mock inside a process. */
export const ranges = { port: [0, 65535], seed: [0, 2 ** 31], seedSize: [0, 100_000] } as const

const port = wholeNumber(...ranges.port)

const oneOf = (values: string[]) => (given: string) => {
  if (values.includes(given)) return given
  throw new Error(`one of ${values.join(', ')}`)
}

const optional = (given: string): string | undefined => given

const hostNames = (given: string) => {
  const names = given.split(',').map((part) => part.trim())
  const isHost = (name: string) => isIP(name) || /^(\*\.)?[\w-]+(\.[\w-]+)*$/.test(name)
  if (names.every(isHost)) return names
  throw new Error('host names or addresses with commas between them')
}

const yesOrNo = (given: string) => {
  if (['true', '1'].includes(given)) return true
  if (['false', '0'].includes(given)) return false
  throw new Error('true or false')
}

const keys = (given: string): ReadonlyMap<string, Grant> => new Map(given.trim().split(/\s+/).map(parseKey))

/** Every setting of the program: a flag and a variable for each; flags come before variables. */
const settings = {
  port: { value: 'N', fallback: 3000, read: port, help: 'port to listen on; 0 for any free one' },
  host: { value: 'HOST', fallback: '127.0.0.1', read: text, help: 'address to listen on' },
  seed: {
    value: 'N',
    fallback: usualState.seed,
    read: wholeNumber(...ranges.seed),
    help: 'the world that workspaces begin with'
  },
  'seed-size': {
    value: 'N',
    fallback: usualState.size,
    read: wholeNumber(...ranges.seedSize),
    help: 'how many campaigns it has'
  },
  fixture: {
    value: 'FILE',
    fallback: undefined,
    read: optional,
    help: 'begin with this file instead, or with "empty" or "small"'
  },
  data: { value: 'DIR', fallback: undefined, read: optional, help: 'keep workspaces here across restarts' },
  key: {
    value: 'SECRET=WORKSPACE:SCOPES',
    fallback: new Map(),
    read: keys,
    help: 'a further key; may be repeated'
  },
  'no-admin': { value: '', fallback: false, read: yesOrNo, help: 'leave the control plane out' },
  'admin-key': { value: 'KEY', fallback: undefined, read: optional, help: 'lock the control plane with it' },
  tls: {
    value: '',
    fallback: false,
    read: yesOrNo,
    help: 'serve HTTPS too, for api.instantly.ai, localhost'
  },
  'tls-port': { value: 'N', fallback: 3443, read: port, help: 'port of HTTPS; 0 for any free one' },
  'tls-names': { value: 'NAME,NAME', fallback: [], read: hostNames, help: 'for these names as well' },
  'log-level': { value: 'LEVEL', fallback: 'info', read: oneOf(logLevels), help: logLevels.join(', ') }
}

type Settings = typeof settings
type Name = keyof Settings
export type Config = { [N in Name]: ReturnType<Settings[N]['read']> }

const names = Object.keys(settings) as Name[]
const variable = (name: string) => `INSTANTLY_MOCK_${name.toUpperCase().replaceAll('-', '_')}`
/** Hosting platforms and container images set these. */
const plainVariables: Partial<Record<Name, string>> = { port: 'PORT', host: 'HOST' }

/**
 * Reads flags and environment variables.
 * @returns the settings, or the text to print where help or the version is asked for
 * @throws ConfigError of one line
 */
export function readConfig(
  argv: string[],
  env: Record<string, string | undefined>,
  version: string
): Config | string {
  const flags = readFlags(argv)
  if (flags.has('help')) return help()
  if (flags.has('version')) return version
  const entries = names.map((name) => [name, readSetting(name, flags.get(name), env)])
  const config = Object.fromEntries(entries) as Config
  if (config.tls && config['no-admin'] && config.data === undefined) {
    throw new ConfigError('--tls with --no-admin needs --data: nobody could get at the certificate to trust')
  }
  return config
}

function readFlags(argv: string[]): Map<string, string | true> {
  const options = Object.fromEntries(
    names.map((name) => [name, { type: settings[name].value ? ('string' as const) : ('boolean' as const) }])
  )
  const { tokens } = parseArgs({ args: argv, options, strict: false, tokens: true })
  const flags = new Map<string, string | true>()
  for (const token of tokens) {
    // It is not told, as it may be a key whose flag was forgotten.
    if (token.kind === 'positional') throw new ConfigError('unknown argument, wanted only flags: see --help')
    if (token.kind !== 'option') continue
    const { name, value } = token
    if (!Object.hasOwn(settings, name) && name !== 'help' && name !== 'version') {
      throw new ConfigError(
        `unknown flag ${token.rawName}, wanted one of --${names.join(', --')}, --help, --version`
      )
    }
    if (value?.startsWith('--') && !token.inlineValue) {
      throw new ConfigError(`${token.rawName} needs a value, wanted ${settings[name as Name].value}`)
    }
    const before = name === 'key' && flags.get(name)
    const isSwitch = name in settings && !settings[name as Name].value
    flags.set(name, before ? `${before} ${value}` : (value ?? (isSwitch ? 'true' : true)))
  }
  return flags
}

function readSetting(name: Name, flag: string | true | undefined, env: Record<string, string | undefined>) {
  const { fallback, read, value } = settings[name]
  const candidates = [variable(name), plainVariables[name]].filter((candidate) => candidate !== undefined)
  const given = flag ?? candidates.map((candidate) => env[candidate]).find(Boolean)
  if (given === undefined) return fallback
  const source = flag === undefined ? candidates.find((candidate) => env[candidate]) : `--${name}`
  if (given === true || given === '') {
    throw new ConfigError(`${source} needs a value, wanted ${value || 'true or false'}`)
  }
  try {
    return read(given)
  } catch (error) {
    const wanted = (error as Error).message
    // What is wrong with a key says so itself, without the secret.
    throw new ConfigError(
      name === 'key' ? `${source}: got ${wanted}` : `${source}: got ${given}, wanted ${wanted}`
    )
  }
}

function help(): string {
  const row = (flag: string, text: string) => `  ${flag.padEnd(31)}  ${text}`
  const rows = names.map((name) => {
    const { value, fallback, help } = settings[name]
    const usual = ['string', 'number'].includes(typeof fallback) ? ` [${fallback}]` : ''
    return row(`--${name} ${value}`, `${help}${usual}`)
  })
  return `instantly-mock: a local, stateful emulator of the Instantly API v2

Usage: instantly-mock [flags]

${rows.join('\n')}
${row('--help', 'this text')}
${row('--version', 'the version')}

Each flag may be a variable instead: --seed-size is INSTANTLY_MOCK_SEED_SIZE, and --tls is
INSTANTLY_MOCK_TLS=true. The flag comes first. PORT and HOST are read too.`
}
