import type { FastifyInstance, InjectOptions } from 'fastify'

const withoutBody = new Set([101, 204, 205, 304])

/**
 * `fetch` that reaches the server without a socket. Takes a path, or a URL of any host.
 * @param key what is sent as the bearer key where the request has none
 */
export const fetchFrom =
  (app: FastifyInstance, key?: string) =>
  async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(typeof input === 'string' ? new URL(input, 'http://localhost') : input, init)
    const { pathname, search, host } = new URL(request.url)
    const headers = Object.fromEntries(request.headers)
    headers.host ??= host
    if (key !== undefined) headers.authorization ??= `Bearer ${key}`
    const payload = request.body ? Buffer.from(await request.arrayBuffer()) : undefined
    const answer = await app.inject({
      method: request.method as InjectOptions['method'] & string,
      url: pathname + search,
      headers,
      payload
    })
    const received = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, String(one)])
    )
    const body = withoutBody.has(answer.statusCode) ? null : new Uint8Array(answer.rawPayload)
    return new Response(body, { status: answer.statusCode, headers: received })
  }
