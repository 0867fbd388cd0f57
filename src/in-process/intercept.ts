import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import { conflict } from '../errors.ts'
import { check } from './arguments.ts'
import { guardConnections } from './connections.ts'
import { InterceptOptions } from './options.ts'
import { destinationOf, isForRealHost } from './real-host.ts'

/** An active interception; `using interception = mock.intercept()` stops it at the end of the block. */
export type Interception = { stop(): void; [Symbol.dispose](): void }

/** The thread's requests are shared by all mocks, so only one can answer them. */
let current: Interception | undefined

/**
 * Intercepts every HTTP request of this thread, by fetch, http, https, undici or a library on top of them, with or
 * without a proxy, and answers those to the real host. Worker threads and child processes are not covered: use the
 * preload `instantly-mock/redirect` for them.
 * @param answer answers a request to the real host
 * @param own a URL whose host always passes; if it is on this machine, under any of the machine's names
 * @throws Error if an interception is active already, or the options are invalid
 */
export function intercept(
  answer: (request: Request) => Promise<Response>,
  own: URL,
  options: InterceptOptions = {}
): Interception {
  check(InterceptOptions, options, 'intercept: options')
  const { others = 'pass', tripwire = false } = options
  if (current) throw conflict('This process is already intercepted, wanted stop() first')
  const interceptor = new HttpRequestInterceptor()
  interceptor.on('request', async ({ request, controller }) => {
    const what = `${request.method} ${request.url}`
    if (isSame(destinationOf(request), own)) return
    if (isForRealHost(request) && tripwire) {
      controller.errorWith(refusal(`${what} tried the real host, and the tripwire is set`))
    } else if (isForRealHost(request)) {
      const response = await answerTo(request, answer).catch(brokenConnection)
      if (response instanceof Error) controller.errorWith(response)
      else controller.respondWith(response)
    } else if (others === 'refuse') {
      controller.errorWith(refusal(`${what} is to another host than Instantly's, and those are refused`))
    }
  })
  interceptor.apply()
  const unguard = guardConnections(() =>
    refusal('a connection to the real host speaks something else than HTTP/1.1')
  )
  const stop = () => {
    unguard()
    interceptor.dispose()
    if (current === interception) current = undefined
  }
  const interception = { stop, [Symbol.dispose]: stop }
  current = interception
  return interception
}

/** A tunnel ends at this port. */
const answerTo = (request: Request, answer: (request: Request) => Promise<Response>): Promise<Response> =>
  request.method === 'CONNECT' ? Promise.resolve(new Response(null)) : answer(request)
const loopback = ['localhost', '127.0.0.1', '[::1]']

/** A mock without a port listens nowhere. */
function isSame(url: URL, own: URL): boolean {
  if (url.origin === own.origin) return true
  const areNear = [url, own].every(({ hostname }) => loopback.includes(hostname))
  return areNear && own.port !== '' && url.port === own.port && url.protocol === own.protocol
}

/** The error that the client's own socket would have raised, from that of `fetch`. */
const brokenConnection = (failure: Error): Error => (failure.cause instanceof Error ? failure.cause : failure)

/** Also printed, because a client may swallow its errors. */
function refusal(message: string): Error {
  const error = new Error(`instantly-mock: ${message}`)
  console.error(error.message)
  return error
}
