import { HttpRequestInterceptor } from '@mswjs/interceptors/http'

/** The host that clients have written into them. */
const REAL_HOST = 'api.instantly.ai'

/** What an interception lets through, and what it refuses. */
export type InterceptOptions = {
  /** What becomes of requests to other hosts than Instantly's: let through, unless told to refuse them. */
  others?: 'pass' | 'refuse'
  /** Refuse requests to the real host instead of answering them, to find what still tries it. */
  tripwire?: boolean
}

/** An interception that goes on; `using interception = mock.intercept()` stops it at the end of the block. */
export type Interception = { stop(): void; [Symbol.dispose](): void }

/** What this process sends is the same for all; two that answer it would meet. */
let current: Interception | undefined

/**
 * Sees every HTTP request of this process, by fetch, http, https, undici or what is built on them, and answers those
 * to the real host.
 * @param answer gives the answer to a request to the real host
 * @param own the origin that is always let through
 * @throws Error when there is an interception already
 */
export function intercept(
  answer: (request: Request) => Promise<Response>,
  own: string,
  { others = 'pass', tripwire = false }: InterceptOptions = {}
): Interception {
  if (current) throw new Error('instantly-mock: this process is intercepted already, wanted stop() before')
  const interceptor = new HttpRequestInterceptor()
  interceptor.on('request', async ({ request, controller }) => {
    const { hostname, origin } = new URL(request.url)
    const what = `${request.method} ${request.url}`
    if (origin === own) return
    if (hostname === REAL_HOST && tripwire) {
      controller.errorWith(refusal(`${what} tried the real host, and the tripwire is set`))
    } else if (hostname === REAL_HOST) {
      const response = await answer(request).catch(brokenConnection)
      if (response instanceof Error) controller.errorWith(response)
      else controller.respondWith(response)
    } else if (others === 'refuse') {
      controller.errorWith(refusal(`${what} is to another host than Instantly's, and those are refused`))
    }
  })
  interceptor.apply()
  const stop = () => {
    interceptor.dispose()
    if (current === interception) current = undefined
  }
  const interception = { stop, [Symbol.dispose]: stop }
  current = interception
  return interception
}

/** What the client's own socket would have said, from what `fetch` says. */
const brokenConnection = (failure: Error): Error => (failure.cause instanceof Error ? failure.cause : failure)

/** Loud enough to be seen where the client swallows its errors. */
function refusal(message: string): Error {
  const error = new Error(`instantly-mock: ${message}`)
  console.error(error.message)
  return error
}
