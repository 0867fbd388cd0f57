import { isIP } from 'node:net'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type Grant, parseKeys } from './keys/keys.ts'
import { ranges } from './ranges.ts'
import { addSubcommands } from './subcommands.ts'
import { unreadVariables, variableOf } from './variables.ts'
import { sourceOf, withoutEffect } from './without-effect.ts'
import { usualState } from './workspace/prebuilt.ts'
import { DEFAULT_LIMIT } from './world/size-limit.ts'

/** An invalid flag or variable; the message names it, its value and what is expected. */
export class ConfigError extends Error {}

export type Config = {
  port: number
  host: string
  seed: number
  seedSize: number
  workspaceLimit: number
  fixture?: string
  watch: boolean
  data?: string
  key: ReadonlyMap<string, Grant>
  anyKey: boolean
  admin: boolean
  adminKey?: string
  tls: boolean
  tlsPort: number
  tlsNames: string[]
  webhookHosts: string[]
  logLevel: string
  verbose: boolean
}

/** The settings, and warnings about those without effect. */
export type Settings = { config: Config; warnings: string[] }

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

const wanted = (what: string) => new InvalidArgumentError(`Wanted ${what}.`)

const wholeNumber =
  ([least, most]: readonly [number, number]) =>
  (given: string) => {
    const number = Number(given)
    if (/^\d+$/.test(given) && number >= least && number <= most) return number
    throw wanted(`a whole number from ${least} to ${most}`)
  }

/** If a flag's value is missing, the next flag must not be taken as its value. */
const text = (what: string) => (given: string) => {
  if (given.trim() !== '' && !given.startsWith('-')) return given
  throw wanted(what)
}

const yesOrNo = (given: string) => {
  if (['true', '1'].includes(given)) return true
  if (['false', '0'].includes(given)) return false
  throw wanted('true or false')
}

const hostNames = (given: string) => {
  const names = given.split(',').map((part) => part.trim())
  const isHost = (name: string) => isIP(name) || /^(\*\.)?[\w-]+(\.[\w-]+)*$/.test(name)
  if (names.every(isHost)) return names
  throw wanted('host names or addresses with commas between them')
}

const option = (flags: string, help: string, read: (given: string) => unknown) =>
  new Option(flags, help).argParser(read)

/** A switch that also accepts `false`, which variables need. */
const flag = (flags: string, help: string, read: (given: string) => boolean = yesOrNo) =>
  option(`${flags} [yes]`, help, read)

/** Every setting: a flag, and a variable of the same name. */
const settings = () => [
  option('-p, --port <n>', 'port to listen on; 0 for any free one', wholeNumber(ranges.port)).default(3000),
  option('--host <address>', 'address to listen on', text('an address')).default('127.0.0.1'),
  option('--seed <n>', 'seed of the generated data', wholeNumber(ranges.seed)).default(usualState.seed),
  option('--seed-size <n>', 'how many campaigns to generate', wholeNumber(ranges.seedSize)).default(
    usualState.size
  ),
  option('--fixture <file>', 'start with this instead, or with "empty" or "small"', text('a file or a name')),
  flag('--watch', 'reload the fixture when its file changes').default(false),
  option(
    '--workspace-limit <MiB>',
    'maximum size of a workspace',
    wholeNumber(ranges.workspaceLimit)
  ).default(DEFAULT_LIMIT),
  option('--data <dir>', 'keep workspaces here across restarts', text('a directory')),
  new Option('--key <secret=workspace:scopes>', 'another key; may be repeated')
    .argParser((given: string, before: string[]) => [...before, given])
    .default([], 'none'),
  flag('--any-key', 'accept every bearer key, each with a workspace of its own').default(false),
  flag('--no-admin', 'disable the control plane', (given) => !yesOrNo(given)),
  option('--admin-key <key>', 'lock the control plane with this key', text('a key')),
  flag('--tls', 'serve HTTPS too, for api.instantly.ai, localhost').default(false),
  option('--tls-port <n>', 'port of HTTPS; 0 for any free one', wholeNumber(ranges.port)).default(3443),
  option('--tls-names <name,name>', 'for these names as well', hostNames).default([], 'none'),
  option(
    '--webhook-hosts <name,name>',
    'webhooks may call these hosts too, not only private ones',
    hostNames
  ).default([], 'none'),
  new Option('--log-level <level>', 'how much to log').choices(logLevels).default('info'),
  flag('--verbose', 'log whole bodies too: level debug').default(false)
]

const about = `instantly-mock: a local, stateful emulator of the Instantly API v2`

const variables = `
Each flag may be a variable instead: --seed-size is INSTANTLY_MOCK_SEED_SIZE, and --tls is
INSTANTLY_MOCK_TLS=true. The flag comes first. PORT and HOST are read too.`

/** The command line: all settings and commands. */
export function commandLine(version: string): Command {
  return addSubcommands(programOf(version))
}

function programOf(version: string): Command {
  const program = new Command('instantly-mock')
    .description(about)
    .usage('[flags]\n       instantly-mock <command> [...]')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this text')
    .allowExcessArguments()
  for (const setting of settings()) {
    const variable = variableOf(setting.name(), process.env)
    program.addOption(variable ? setting.env(variable) : setting)
  }
  return program
}

/**
 * Reads flags and environment variables.
 * @returns the settings, or the text to print for help or the version
 * @throws ConfigError with a one-line message
 */
export function readConfig(argv: string[], version: string): Settings | string {
  const asks = (...flags: string[]) => argv.some((argument) => flags.includes(argument))
  if (asks('-h', '--help')) return commandLine(version).helpInformation() + variables
  if (asks('-v', '--version')) return version
  return settingsOf(programOf(version), argv)
}

/** @throws ConfigError with a one-line message */
export function parse(program: Command, argv: string[]): void {
  program.configureOutput({ writeErr() {} }).exitOverride(({ message }) => {
    throw new ConfigError(message.replace(/^error: /, '').replace(/\s+/g, ' '))
  })
  program.parse(prepared(program, argv), { from: 'user' })
}

function settingsOf(program: Command, argv: string[]): Settings {
  parse(program, argv)
  // Not shown, as it may be a key whose flag was forgotten.
  if (program.args.length) throw new ConfigError('unknown argument, wanted only flags: see --help')
  const config: Config = { ...program.opts(), key: readKeys(program) }
  if (config.verbose && sourceOf(program, 'logLevel') === undefined) config.logLevel = 'debug'
  if (config.tls && !config.admin && config.data === undefined) {
    throw new ConfigError('--tls with --no-admin needs --data: the certificate would be out of reach')
  }
  const names = settings().map((setting) => setting.name())
  return { config, warnings: [...withoutEffect(program, config), ...unreadVariables(names, process.env)] }
}

/** A switch takes no separate value, and the value of an unknown flag, which may be a key, is not shown. */
function prepared(program: Command, argv: string[]): string[] {
  return argv.map((argument) => {
    const [flag = ''] = argument.split('=')
    if (!flag.startsWith('--') || flag === '--') return argument
    const known = program.options.find(({ long }) => long === flag)
    if (!known) return flag
    return known.optional && flag === argument ? `${flag}=true` : argument
  })
}

/** Not parsed by the library, whose errors would show the secret. */
function readKeys(program: Command): ReadonlyMap<string, Grant> {
  const given: string[] = program.getOptionValue('key')
  try {
    return parseKeys(given.flatMap((text) => text.trim().split(/\s+/)))
  } catch (error) {
    throw new ConfigError(`${sourceOf(program, 'key')}: got ${(error as Error).message}`)
  }
}
