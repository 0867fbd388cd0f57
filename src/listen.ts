import type { FastifyInstance } from 'fastify'
import { isEverywhere } from './address.ts'
import { type Config, ConfigError } from './config.ts'

/** Starts listening, on HTTPS first, because the container's health check asks over HTTP. */
export async function listen(app: FastifyInstance, config: Config) {
  const { port, host } = config
  const https = config.tls ? await listenWithTls(app, config) : undefined
  // Fastify would log every address of the machine.
  const { level } = app.log
  app.log.level = 'silent'
  await app.listen({ port, host }).catch(explain({ host, port }, '--port'))
  app.log.level = level
  return https
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
    `--host, ${flag}: got ${host}, ${port}, wanted an address of this machine and a port that you may use ` +
      `(${error.message})`
  )
}
