import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance, InjectOptions } from 'fastify'

export const withoutBody = new Set([101, 204, 205, 304])

/**
 * A `fetch` that reaches the server without a socket. It accepts a path, or a URL of any host.
 * @param key the bearer key for requests that have none
 */
export const fetchFrom =
  (app: FastifyInstance, key?: string) =>
  async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(typeof input === 'string' ? urlOf(input) : input, init)
    const { pathname, search, host } = new URL(request.url)
    const headers = Object.fromEntries(request.headers)
    headers.host ??= host
    if (key !== undefined) headers.authorization ??= `Bearer ${key}`
    request.signal.throwIfAborted()
    const answer = await unlessAborted(
      request.signal,
      answerOf(app, {
        method: request.method as InjectOptions['method'] & string,
        url: pathname + search,
        headers,
        payload: request.body ? Buffer.from(await request.arrayBuffer()) : undefined
      })
    )
    return Object.defineProperty(answer, 'url', { value: request.url })
  }

/** Any text that starts with a slash is a path here, even `//host/`. */
const urlOf = (input: string): URL => new URL(input.startsWith('/') ? `http://localhost${input}` : input)

async function answerOf(app: FastifyInstance, call: InjectOptions): Promise<Response> {
  // As a stream, so that a truncated answer still has its status, headers and first bytes.
  const answer = await app.inject({ ...call, payloadAsStream: true }).catch(() => {
    throw new TypeError('fetch failed', { cause: connectionLost() })
  })
  const chunks: Buffer[] = []
  let lost: Error | undefined
  try {
    for await (const chunk of answer.stream()) chunks.push(chunk)
  } catch {
    lost = connectionLost()
  }
  const headers = pairsOf(answer.headers)
  const { statusCode: status, statusMessage: statusText } = answer
  const bytes = new Uint8Array(Buffer.concat(chunks))
  const body = lost ? brokenBody(bytes, lost) : bytes
  return new Response(withoutBody.has(status) ? null : body, { status, statusText, headers })
}

export const pairsOf = (headers: OutgoingHttpHeaders): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one)])
  )

/** The code that clients know from connections that close too early. */
const connectionLost = () => Object.assign(new Error('other side closed'), { code: 'ECONNRESET' })

/** Yields the bytes and then fails, like a connection that closes too early. */
function brokenBody(bytes: Uint8Array, cause: unknown): ReadableStream {
  const parts = [bytes]
  return new ReadableStream({
    pull(controller) {
      const part = parts.pop()
      if (part) controller.enqueue(part)
      else controller.error(new TypeError('terminated', { cause }))
    }
  })
}

/**
 * Rejects with the signal's reason as soon as it aborts, as fetch does. Until then the process stays alive, as with an
 * open socket.
 */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  const alive = setInterval(() => {}, 60_000)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    clearInterval(alive)
    signal.removeEventListener('abort', abort)
  }
}
