import { once } from 'node:events'
import { createServer } from 'node:https'
import type { ListenOptions } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { portOf } from '../address.ts'
import { endConnections } from '../http/shutdown.ts'
import { openAuthority } from './authority.ts'
import { certifyServer } from './certificate.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The PEM certificate that HTTPS clients must trust; absent without HTTPS. */
    ca?: string
  }
}

const usual = ['api.instantly.ai', 'localhost', '127.0.0.1', '::1']

type Settings = { folder?: string; names: string[] }

/** An HTTPS server that serves the app and closes with it; create it before the app listens. */
export async function serveHttps(app: FastifyInstance, { folder, names }: Settings) {
  const authority = await openAuthority(folder)
  const certificate = await certifyServer(authority, [...new Set([...usual, ...names])])
  const server = createServer(certificate, app.routing)
  server.keepAliveTimeout = app.server.keepAliveTimeout
  server.requestTimeout = app.server.requestTimeout
  for (const listener of app.server.listeners('clientError')) {
    server.on('clientError', listener as (...given: unknown[]) => void)
  }
  // The only trace of a client that does not trust the certificate.
  server.on('tlsClientError', ({ code }: NodeJS.ErrnoException) => {
    app.log.info(`TLS handshake failed: ${code}`)
  })
  endConnections(app, server)
  app.decorate('ca', authority.certificate)

  let ended: Promise<unknown> | undefined
  app.addHook('preClose', async () => {
    if (!server.listening) return
    ended = once(server, 'close')
    server.close()
  })
  app.addHook('onClose', async () => ended)

  return {
    server,
    caPath: authority.path,
    async listen(options: ListenOptions): Promise<void> {
      await app.ready()
      server.listen(options)
      await once(server, 'listening')
      app.services.ports.push(portOf(server))
    }
  }
}
