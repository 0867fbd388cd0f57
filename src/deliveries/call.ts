import { once } from '../once.ts'
import { addressMistake, headersMistake } from '../resources/webhooks/callable.ts'
import { elapsed } from '../world/clock.ts'
import { connectorOf, type Reach } from './socket.ts'

/** How long a call may take, in real milliseconds (a choice), and how much of an answer is read. */
const LONGEST = 10_000
const MOST = 64 * 1024

export type Sent = { url: string; headers: Record<string, string>; body: string }

/** What came of a call: a status, or why there is none. */
export type Outcome = { status?: number; error?: string; ms: number }

export type Caller = {
  /** Never fails. */
  call(sent: Sent, signal: AbortSignal): Promise<Outcome>
  close(): void
}

/** The only way out: POST over HTTP, without redirects and proxies; `longest` is how long a call may take. */
export function createCaller(reach: Reach, longest = LONGEST): Caller {
  // Loaded with the first call, as few starts make one.
  const client = once(async () => {
    // By its default: bundled, a CommonJS package has no other.
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
    // What it says counts as soon as its status is there.
    await answer.body.dump({ limit: MOST, signal }).catch(() => {})
    const { statusCode: status, statusText } = answer
    const isFine = status >= 200 && status < 300
    return isFine ? { status } : { status, error: `HTTP ${status}: ${statusText}` }
  }
  return {
    async call(sent, signal) {
      const began = elapsed()
      const mistake = addressMistake(sent.url) ?? headersMistake(sent.headers)
      const limit = AbortSignal.timeout(longest)
      const outcome = mistake
        ? { error: mistake }
        : await post(sent, AbortSignal.any([signal, limit])).catch((error: Error) => ({
            error: limit.aborted ? `No answer within ${longest / 1000} seconds` : causeOf(error)
          }))
      return { ...outcome, ms: Math.round(elapsed() - began) }
    },
    close() {
      if (isUsed) client().then(({ agent }) => agent.destroy())
    }
  }
}

/** Where each address of a name was tried, the first tells enough. */
function causeOf(error: Error): string {
  const { errors: [first] = [error] } = Object(error)
  return String(first.message)
}
