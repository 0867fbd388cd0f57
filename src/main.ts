import type { AddressInfo, Server } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { type Config, ConfigError, readConfig, type Settings } from './config.ts'
import { version } from './package.ts'
import { FixtureError, readFixture } from './workspace/fixture.ts'

/** What a signal must close before the process ends; nothing until all of it has started. */
type Running = { close?: () => Promise<void> }

/** Serves as the flags and variables say until a signal; exits with 2 when they are wrong, 1 on any failure. */
export async function main(process: NodeJS.Process, running: Running): Promise<void> {
  try {
    const read = readConfig(process.argv.slice(2), version)
    if (typeof read === 'string') process.stdout.write(`${read}\n`)
    else await serve(read, process, running)
  } catch (error) {
    process.stderr.write(`instantly-mock: ${(error as Error).message}\n`)
    process.exit(error instanceof ConfigError || error instanceof FixtureError ? 2 : 1)
  }
}

async function serve(
  { config, warnings }: Settings,
  process: NodeJS.Process,
  running: Running
): Promise<void> {
  const { port, host, seed, fixture, data } = config
  const app = await buildApp({
    initialState: {
      seed,
      size: config.seedSize,
      fixture: fixture === undefined ? undefined : await readFixture(fixture)
    },
    data,
    keys: config.key,
    admin: config.admin && { key: config.adminKey },
    logger: { level: config.logLevel, stream: await logStream(process.stdout) }
  })
  for (const warning of warnings) app.log.warn(warning)
  // A fixture that holds one thing twice is told now, not by the first request.
  if (fixture !== undefined) await app.services.registry.begin()
  // First, because HTTP tells the container's health check that all is there.
  const https = config.tls ? await listenWithTls(app, config) : undefined
  await app
    .listen({ port, host, listenTextResolver: () => 'listening' })
    .catch(explain({ host, port }, '--port'))
  running.close = () => app.close()
  process.stdout.write(greeting(app, config, https))
}

async function listenWithTls(app: FastifyInstance, config: Config) {
  const { host, data: folder, tlsPort: port, tlsNames: names } = config
  const { serveHttps } = await import('./tls/https.ts')
  const https = await serveHttps(app, { folder, names: isEverywhere(host) ? names : [...names, host] })
  await https.listen({ port, host }).catch(explain({ host, port }, '--tls-port'))
  return https
}

const explain = (place: { host: string; port: number }, flag: string) => (error: NodeJS.ErrnoException) => {
  const { host, port } = place
  if (error.code === 'EADDRINUSE') {
    throw new Error(`port ${port} of ${host} is in use, try ${flag} 0 for a free one`)
  }
  throw new ConfigError(
    `--host, ${flag}: got ${host}, ${port}, wanted an address of this machine and a port that may be used ` +
      `(${error.message})`
  )
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

/** The addresses in the forms that clients want, the key, and where to read on. */
function greeting(app: FastifyInstance, config: Config, https?: { server: Server; caPath?: string }): string {
  const url = `http://${placeOf(app.server)}`
  const lines = [
    ['Base URL', url],
    ['', `${url}/api`],
    ['', `${url}/api/v2`]
  ]
  if (https) {
    const { server, caPath = 'ca.pem' } = https
    const places = [https.caPath, config.admin && `${url}/__admin/ca.pem`].filter((place) => !!place)
    lines.push(['HTTPS', `https://${placeOf(server)}`])
    for (const [index, place] of places.entries()) lines.push([index ? '' : 'CA', `${place}`])
    lines.push(['Trust it', `NODE_EXTRA_CA_CERTS=${caPath} for Node.js, SSL_CERT_FILE=${caPath} for others`])
  }
  lines.push(['Key', 'mock_default'])
  if (config.admin) lines.push(['Control', `${url}/__admin/docs`])
  lines.push(['Docs', `${url}/docs`])
  const rows = lines.map(([name = '', value]) => `  ${name.padEnd(8)}  ${value}`)
  return `\n  instantly-mock ${version}\n\n${rows.join('\n')}\n\n`
}

function placeOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo
  const host = isEverywhere(address) ? 'localhost' : family === 'IPv6' ? `[${address}]` : address
  return `${host}:${port}`
}

const isEverywhere = (address: string) => address === '0.0.0.0' || address === '::'
