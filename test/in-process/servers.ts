// Servers on this machine that report what reached them.
import { once } from 'node:events'
import http from 'node:http'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import type { Test } from 'tap'

/** The port of a server on loopback, which ends with the test. */
export async function listen(t: Test, server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return (server.address() as AddressInfo).port
}

/**
 * A proxy that digs tunnels, all of them to this machine, and refuses everything else.
 * @returns its URL, and the first line of all that it was asked
 */
export async function startProxy(t: Test) {
  const seen: string[] = []
  const proxy = http.createServer(({ method, url }, answer) => {
    seen.push(`${method} ${url}`)
    answer.writeHead(502).end()
  })
  proxy.on('connect', ({ url = '' }: http.IncomingMessage, near: Socket, head: Buffer) => {
    seen.push(`CONNECT ${url}`)
    const far = connect(Number(new URL(`http://${url}`).port), '127.0.0.1')
    far.on('connect', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n')
      far.write(head)
      far.pipe(near).pipe(far)
    })
    for (const [one, other] of [
      [near, far],
      [far, near]
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  return { proxy: `http://127.0.0.1:${await listen(t, proxy)}`, seen }
}

/** Digs a tunnel as clients do that know no HTTP. */
export async function tunnel(proxy: string, authority: string): Promise<Socket> {
  const request = http.request(proxy, { method: 'CONNECT', path: authority }).end()
  const [answer, socket] = (await once(request, 'connect')) as [http.IncomingMessage, Socket]
  if (answer.statusCode !== 200) throw new Error(`no tunnel: ${answer.statusCode}`)
  return socket
}

/** A server of another protocol, in which the server speaks first and then echoes. */
export const greet = (socket: Socket) => {
  socket.write('220 ready\r\n')
  socket.pipe(socket)
}

export async function hears(socket: Socket, part: string): Promise<string> {
  let heard = ''
  while (!heard.includes(part)) heard += (await once(socket, 'data'))[0]
  return heard
}
