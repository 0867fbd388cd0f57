import { HttpRequestInterceptor } from '@mswjs/interceptors/http'

/** The host that clients have written into them. */
const REAL_HOST = 'api.instantly.ai'

export type InterceptOptions = {
  /** What becomes of requests to other hosts than Instantly's: let through, unless told to refuse them. */
  others?: 'pass' | 'refuse'
  /** Refuse requests to the real host instead of answering them, to find what still tries it. */
  tripwire?: boolean
}

export type Interception = { stop(): void }

/**
 * Sees every HTTP request of this process, by fetch, http, https, undici or what is built on them, and answers those
 * to the real host.
 * @param answer gives the answer to a request to the real host
 * @param own the address that is always let through
 */
export function intercept(
  answer: (request: Request) => Promise<Response>,
  own: string,
  { others = 'pass', tripwire = false }: InterceptOptions = {}
): Interception {
  const interceptor = new HttpRequestInterceptor()
  interceptor.on('request', async ({ request, controller }) => {
    const { hostname, origin } = new URL(request.url)
    const what = `${request.method} ${request.url}`
    if (hostname === REAL_HOST && tripwire) {
      controller.errorWith(refusal(`${what} tried the real host, and the tripwire is set`))
    } else if (hostname === REAL_HOST) {
      controller.respondWith(await answer(request))
    } else if (others === 'refuse' && origin !== own) {
      controller.errorWith(refusal(`${what} is to another host than Instantly's, and those are refused`))
    }
  })
  interceptor.apply()
  return { stop: () => interceptor.dispose() }
}

/** Loud enough to be seen where the client swallows its errors. */
function refusal(message: string): Error {
  const error = new Error(`instantly-mock: ${message}`)
  console.error(error.message)
  return error
}
