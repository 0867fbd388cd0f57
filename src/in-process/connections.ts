import type { TLSSocket } from 'node:tls'
import { Interceptor } from '@mswjs/interceptors'
import { SocketInterceptor } from '@mswjs/interceptors/net'
import { isRealHost } from './real-host.ts'

/**
 * Keeps every connection of this thread from the real host, direct or through a tunnel. An idle one waits for its
 * request; one that speaks anything but HTTP/1.1 is refused.
 * @returns a function that stops this
 */
export function guardConnections(refuse: () => Error): () => void {
  const sockets = Interceptor.singleton(SocketInterceptor)
  const stopped = new AbortController()
  const guard: Parameters<typeof sockets.on<'connection'>>[1] = ({
    socket,
    controller,
    connectionOptions
  }) => {
    if (leadsToRealHost(connectionOptions) && speaksOtherwise(connectionOptions)) socket.destroy(refuse())

    const passThrough = controller.passthrough.bind(controller)
    controller.passthrough = (...how) => {
      if (!leadsToRealHost(controller.connectionOptions)) return passThrough(...how)
      if (socket.bytesWritten) socket.destroy(refuse())
      return socket as TLSSocket
    }
    // A client that waits for its connection sees a 'connect' event before there is a connection, and the library would
    // lose that when the tunnel begins.
    const [retarget, reset] = [controller.retarget.bind(controller), controller.reset.bind(controller)]
    controller.retarget = (to) => {
      if (leadsToRealHost(to)) controller.reset = () => queueMicrotask(reset)
      retarget(to)
      controller.reset = reset
    }
  }
  sockets.on('connection', guard, { signal: stopped.signal })
  return () => stopped.abort()
}

/** In a tunnel that no HTTP proxy opened, only TLS names the other end. */
const leadsToRealHost = (to: { host?: string | null; servername?: string }): boolean =>
  isRealHost(to.host) || isRealHost(to.servername)

/** Only an HTTP/2 client bypasses the interception of sockets. */
const speaksOtherwise = (offered: object): boolean =>
  'ALPNProtocols' in offered &&
  Array.isArray(offered.ALPNProtocols) &&
  !offered.ALPNProtocols.includes('http/1.1')
