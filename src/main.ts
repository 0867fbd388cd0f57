import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { version } from './version.ts'
import { FixtureError, readFixture } from './workspace/fixture.ts'

/** How long requests in flight may take to end after a signal, in milliseconds. */
const GRACE = 800

/** Serves as the flags and variables say until SIGTERM or SIGINT; exits with 2 when they are wrong, 1 on any failure. */
export async function main(process: NodeJS.Process): Promise<void> {
  try {
    const config = readConfig(process.argv.slice(2), process.env, version)
    if (typeof config === 'string') process.stdout.write(`${config}\n`)
    else await serve(config, process)
  } catch (error) {
    process.stderr.write(`instantly-mock: ${error instanceof Error ? error.message : error}\n`)
    process.exit(error instanceof ConfigError || error instanceof FixtureError ? 2 : 1)
  }
}

async function serve(config: Config, process: NodeJS.Process): Promise<void> {
  const { port, host, seed, fixture, data } = config
  const closing = closeOnSignal(process)
  const app = await buildApp({
    origin: {
      seed,
      size: config['seed-size'],
      fixture: fixture === undefined ? undefined : await readFixture(fixture)
    },
    data,
    keys: config.key,
    admin: config['no-admin'] ? false : { key: config['admin-key'] },
    logger: { level: config['log-level'], stream: await logStream(process.stdout) }
  })
  closing.app = app
  // A fixture that holds one thing twice is told now, not by the first request.
  if (fixture !== undefined) await app.tools.registry.begin()
  await app.listen({ port, host, listenTextResolver: () => 'listening' }).catch((error) => {
    throw error.code === 'EADDRINUSE'
      ? new Error(`port ${port} of ${host} is in use, try --port 0 for a free one`)
      : error
  })
  process.stdout.write(greeting(app))
}

/** Lines to read on a terminal, JSON for programs. */
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

/** The address in the forms that clients want, the key, and where to read on. */
function greeting(app: FastifyInstance): string {
  const { address, family, port } = app.server.address() as AddressInfo
  const everywhere = address === '0.0.0.0' || address === '::'
  const host = everywhere ? 'localhost' : family === 'IPv6' ? `[${address}]` : address
  const url = `http://${host}:${port}`
  return `
  instantly-mock ${version}

  Base URL  ${url}
            ${url}/api
            ${url}/api/v2
  Key       mock_default
  Docs      ${url}/docs

`
}

/** On a signal takes no new requests, lets those in flight end, and is gone within a second. */
function closeOnSignal(process: NodeJS.Process): { app?: FastifyInstance } {
  const closing: { app?: FastifyInstance } = {}
  const close = async () => {
    setTimeout(() => process.exit(0), GRACE).unref()
    await closing.app?.close()
    process.exit(0)
  }
  process.once('SIGTERM', close)
  process.once('SIGINT', close)
  return closing
}
