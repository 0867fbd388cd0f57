import { buildApp } from './app.ts'
import { runCommand } from './commands/index.ts'
import { ConfigError, readConfig, type Settings } from './config.ts'
import { greeting, startOf, worldOf } from './greeting.ts'
import { listen } from './listen.ts'
import { version } from './package.ts'
import { watchFixture } from './watch.ts'
import { noteBeginning } from './workspace/began.ts'
import { DirectoryInUseError } from './workspace/directory.ts'
import { readFixture } from './workspace/fixture.ts'
import { FixtureError } from './workspace/mistakes.ts'

/** What a signal must close before the process ends; undefined until everything has started. */
type Running = { close?: () => Promise<void> }

/** Serves until a signal, as configured; exits with 2 if the settings are wrong, with 1 on any other failure. */
export async function main(process: NodeJS.Process, running: Running): Promise<void> {
  // The log's reader may go away, or its disk may be full: keep serving.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  try {
    const argv = process.argv.slice(2)
    const read = (await runCommand(argv)) ?? readConfig(argv, version)
    if (typeof read === 'string') process.stdout.write(`${read}\n`)
    else await serve(read, process, running)
  } catch (error) {
    process.stderr.write(`instantly-mock: ${(error as Error).message}\n`)
    process.exit(isOfTheUser(error) ? 2 : 1)
  }
}

/** Whether something other than the server was requested. */
const isOfTheUser = (error: unknown) =>
  [ConfigError, FixtureError, DirectoryInUseError].some((kind) => error instanceof kind)

async function serve(
  { config, warnings }: Settings,
  process: NodeJS.Process,
  running: Running
): Promise<void> {
  const { seed, seedSize: size, fixture, data, workspaceLimit: limit } = config
  // A log for people is written asynchronously, too late to report progress.
  const isAtOnce = process.stdout.isTTY && ['info', 'debug', 'trace'].includes(config.logLevel)
  const tell = (text: string) => (isAtOnce ? process.stdout.write(`  ${text}\n`) : app.log.info(text))
  const app = await buildApp({
    initialState: {
      seed,
      size,
      fixture: fixture === undefined ? undefined : readFixture(fixture),
      limit,
      tell
    },
    data,
    keys: config.key,
    anyKey: config.anyKey,
    webhookHosts: config.webhookHosts,
    admin: config.admin && { key: config.adminKey },
    logger: { level: config.logLevel, stream: await logStream(process.stdout) }
  })
  const otherWorld = data === undefined ? undefined : noteBeginning(data, worldOf(config))
  for (const warning of [...warnings, otherWorld]) if (warning) app.log.warn(warning)
  // Report mistakes in a fixture, such as duplicates, now and not on the first request.
  if (fixture !== undefined) await app.services.registry.begin()
  const https = await listen(app, config)
  const unwatch = config.watch && fixture !== undefined ? watchFixture(app, fixture) : () => {}
  running.close = () => {
    unwatch()
    return app.close()
  }
  const start = startOf(app, config, https)
  if (process.stdout.isTTY) process.stdout.write(greeting(start))
  // At any log level, because with --port 0 only this line names the port.
  else app.log.child({}, { level: 'info' }).info(start, 'listening')
}

/** Text on a terminal, JSON for programs. */
async function logStream(stdout: NodeJS.WriteStream) {
  if (!stdout.isTTY) return stdout
  const { default: pretty } = await import('pino-pretty')
  return pretty({
    colorize: true,
    ignore: 'pid,hostname,reqId',
    translateTime: 'SYS:HH:MM:ss',
    singleLine: true
  })
}
