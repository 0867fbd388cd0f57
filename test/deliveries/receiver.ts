import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

export type Received = { path: string; headers: IncomingHttpHeaders; text: string; body: Payload }
export type Payload = Record<string, unknown> & { event_type: string; timestamp: string }
type Answer = (answer: ServerResponse, call: Received, number: number) => void

const fine: Answer = (answer) => {
  answer.end('ok')
}

/** A program's own server, which records requests and answers as configured, 200 by default. */
export async function receive(t: Test, answer = fine) {
  const received: Received[] = []
  const waiting: (() => void)[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const text = String(Buffer.concat(parts))
    const call = { path: String(request.url), headers: request.headers, text, body: JSON.parse(text) }
    received.push(call)
    for (const tell of waiting.splice(0)) tell()
    answer(response, call, received.length)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  /** Resolves when this many calls have arrived. */
  const came = async (count: number) => {
    while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
  }
  return { received, came, url: `http://127.0.0.1:${port}/hook`, port }
}
