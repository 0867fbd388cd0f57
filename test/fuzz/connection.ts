import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const health = 'GET /health HTTP/1.1\r\nhost: localhost\r\n'
const goodbye = Buffer.from(`${health}connection: close\r\n\r\n`)

/** A connection on which the server is asked whether it has finished the previous data. */
export function pinger(port: number) {
  const socket = connect(port, '127.0.0.1')
  return {
    async ping(): Promise<void> {
      socket.write(`${health}\r\n`)
      await once(socket, 'data')
    },
    close: () => socket.destroy()
  }
}

type Pinger = ReturnType<typeof pinger>

/**
 * Sends all of it and a goodbye over one connection, and gives all that comes back until the server closes it. Where
 * the server waits for more, it is told that none will come: then it has to close.
 */
export async function exchange(port: number, requests: Buffer[], { ping }: Pinger): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  const received: string[] = []
  socket.setEncoding('latin1').on('data', (text: string) => {
    received.push(text)
    // A stream of events never ends, and requests after it are not answered. Its beginning may come late.
    if (received.slice(-2).join('').includes('text/event-stream')) socket.destroy()
  })
  // If the server closes before reading everything, the machine reports a reset.
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.write(Buffer.concat([...requests, goodbye]))
  await Promise.race([closed, isThrough(socket, ping)])
  socket.end()
  await closed
  return received.join('')
}

/** Settles when the server has looked at all that the socket has sent. */
async function isThrough(socket: Socket, ping: Pinger['ping']): Promise<void> {
  if (socket.connecting) await once(socket, 'connect').catch(() => {})
  for (let time = 0; time < 3 && !socket.closed; time += 1) await ping()
}
