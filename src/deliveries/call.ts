import { once } from '../once.ts'
import { addressMistake, headersMistake } from '../resources/webhooks/callable.ts'
import { elapsed } from '../world/clock.ts'
import { connectorOf, type Reach } from './socket.ts'

/** The time limit of a call, in real milliseconds (a choice), and how many bytes of an answer are read. */
const TIME_LIMIT = 10_000
const MOST = 64 * 1024

export type Sent = { url: string; headers: Record<string, string>; body: string }

/** The result of a call: a status, or the reason why there is none. */
export type Outcome = { status?: number; error?: string; ms: number }

export type Caller = {
  /** Never rejects. */
  call(sent: Sent, signal: AbortSignal): Promise<Outcome>
  close(): void
}

/** The only outgoing connections: POST over HTTP without redirects or proxies, each with a time limit. */
export function createCaller(reach: Reach, timeLimit = TIME_LIMIT): Caller {
  // Loaded on the first call, because few starts make one.
  const client = once(async () => {
    // The default export: once bundled, a CommonJS package has no named ones.
    const {
      default: { Agent, request }
    } = await import('undici')
    return { request, agent: new Agent({ connect: connectorOf(reach) }) }
  })
  let isUsed = false
  const post = async ({ url, headers, body }: Sent, signal: AbortSignal) => {
    isUsed = true
    const { request, agent } = await client()
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal,
      dispatcher: agent
    })
    // The status decides; the body is only drained.
    await answer.body.dump({ limit: MOST, signal }).catch(() => {})
    const { statusCode: status, statusText } = answer
    const isFine = status >= 200 && status < 300
    return isFine ? { status } : { status, error: `HTTP ${status}: ${statusText}` }
  }
  return {
    async call(sent, signal) {
      const began = elapsed()
      const mistake = addressMistake(sent.url) ?? headersMistake(sent.headers)
      const limit = AbortSignal.timeout(timeLimit)
      const outcome = mistake
        ? { error: mistake }
        : await post(sent, AbortSignal.any([signal, limit])).catch((error: Error) => ({
            error: limit.aborted ? `No answer within ${timeLimit / 1000} seconds` : causeOf(error)
          }))
      return { ...outcome, ms: Math.round(elapsed() - began) }
    },
    close() {
      if (isUsed) client().then(({ agent }) => agent.destroy())
    }
  }
}

/** If several addresses of a name were tried, the first error is enough. */
function causeOf(error: Error): string {
  const { errors: [first] = [error] } = Object(error)
  return String(first.message)
}
