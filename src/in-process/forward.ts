import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { pairsOf, withoutBody } from './fetch.ts'

/** Headers for the next hop only. */
const toNextServer = [
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'expect',
  'upgrade'
]

/**
 * Forwards a request to the server at the URL, under that URL's path. It does not use `fetch`, which would follow the
 * environment's proxy settings; nor does an agent per request.
 */
export const forwardTo = (server: URL) => async (request: Request) => {
  const { pathname, search } = new URL(request.url)
  const headers = new Headers(request.headers)
  for (const name of toNextServer) headers.delete(name)
  const body = Buffer.from(await request.arrayBuffer())
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const { request: send } = server.protocol === 'https:' ? https : http
  send(server, {
    method: request.method,
    path: server.pathname.replace(/\/$/, '') + pathname + search,
    headers: Object.fromEntries(headers),
    agent: false,
    signal: request.signal
  })
    .on('response', resolve)
    .on('error', reject)
    .end(body.byteLength ? body : undefined)
  return responseOf(await promise.catch(sayWhere(server)))
}

function sayWhere({ origin }: URL) {
  return (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED') console.error(`instantly-mock: nothing answers at ${origin}`)
    throw error
  }
}

function responseOf(answer: IncomingMessage): Response {
  const { statusCode: status = 500, statusMessage: statusText, headers } = answer
  const body = withoutBody.has(status) ? null : Readable.toWeb(answer)
  return new Response(body as ReadableStream | null, { status, statusText, headers: pairsOf(headers) })
}
