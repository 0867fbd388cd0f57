import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import { check } from './arguments.ts'
import { InterceptOptions } from './options.ts'

/** The host that clients have written into them. */
const REAL_HOST = 'api.instantly.ai'

/** An interception that goes on; `using interception = mock.intercept()` stops it at the end of the block. */
export type Interception = { stop(): void; [Symbol.dispose](): void }

/** What this process sends is the same for all; two that answer it would meet. */
let current: Interception | undefined

/**
 * Sees every HTTP request of this process, by fetch, http, https, undici or what is built on them, and answers those
 * to the real host.
 * @param answer gives the answer to a request to the real host
 * @param own the origin that is always let through, by any name of this machine where it is on this machine
 * @throws Error when there is an interception already, and for options that are none
 */
export function intercept(
  answer: (request: Request) => Promise<Response>,
  own: string,
  options: InterceptOptions = {}
): Interception {
  check(InterceptOptions, options, 'intercept: options')
  const { others = 'pass', tripwire = false } = options
  if (current) throw new Error('instantly-mock: this process is intercepted already, wanted stop() before')
  const interceptor = new HttpRequestInterceptor()
  interceptor.on('request', async ({ request, controller }) => {
    const url = new URL(request.url)
    const { hostname } = url
    const what = `${request.method} ${request.url}`
    if (isSame(url, new URL(own))) return
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

const loopback = ['localhost', '127.0.0.1', '[::1]']

/** Without a port of its own, a mock listens nowhere. */
function isSame(url: URL, own: URL): boolean {
  if (url.origin === own.origin) return true
  const areNear = [url, own].every(({ hostname }) => loopback.includes(hostname))
  return areNear && own.port !== '' && url.port === own.port && url.protocol === own.protocol
}

/** What the client's own socket would have said, from what `fetch` says. */
const brokenConnection = (failure: Error): Error => (failure.cause instanceof Error ? failure.cause : failure)

/** Loud enough to be seen where the client swallows its errors. */
function refusal(message: string): Error {
  const error = new Error(`instantly-mock: ${message}`)
  console.error(error.message)
  return error
}
