import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Registry } from '../workspace/registry.ts'

/** How long requests in flight may take to end, in milliseconds. */
const GRACE = 800

/** When the server closes: releases stalled calls, lets answers finish, then ends connections and databases. */
export function shutdown(app: FastifyInstance, registry: Registry): void {
  app.addHook('preClose', async () => registry.releaseAll())
  endConnections(app, app.server)
  app.addHook('onClose', async () => registry.close())
}

/** When the app closes, ends the server's connections, idle ones at once. */
export function endConnections(app: FastifyInstance, server: Server): void {
  let isClosing = false
  /** Browsers open connections in advance, which Node counts as busy. Keyed by peer, which TLS does not change. */
  const silent = new Map<string, Socket>()
  server.on('connection', (socket) => {
    const peer = peerOf(socket)
    silent.set(peer, socket)
    socket.once('close', () => silent.delete(peer))
  })
  server.on('request', ({ socket }, answer) => {
    silent.delete(peerOf(socket))
    // A client would keep its connection open long after its last answer.
    answer.once('close', () => {
      if (isClosing) server.closeIdleConnections()
    })
  })
  let end: NodeJS.Timeout
  app.addHook('preClose', async () => {
    isClosing = true
    for (const socket of silent.values()) socket.destroy()
    end = setTimeout(() => server.closeAllConnections(), GRACE)
  })
  app.addHook('onClose', async () => clearTimeout(end))
}

const peerOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`
