import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance, InjectOptions } from 'fastify'

export const withoutBody = new Set([101, 204, 205, 304])

/**
 * `fetch` that reaches the server without a socket. Takes a path, or a URL of any host.
 * @param key what is sent as the bearer key where the request has none
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

/** Of a path, too, whatever it begins with: `//host/` is one here. */
const urlOf = (input: string): URL => new URL(input.startsWith('/') ? `http://localhost${input}` : input)

async function answerOf(app: FastifyInstance, call: InjectOptions): Promise<Response> {
  // As a stream, so that an answer that a fault cuts short still has a status, headers and the bytes that came.
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

/** The code that clients know from connections that end too early. */
const connectionLost = () => Object.assign(new Error('other side closed'), { code: 'ECONNRESET' })

/** Gives the bytes and then fails, as a connection does that ends too early. */
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
 * Rejects with the signal's reason, as fetch does, as soon as the signal says so. Until then the process goes on, as it
 * does while a socket is open.
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
