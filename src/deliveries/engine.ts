import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import type { WebhookTestResult } from '../resources/webhooks/requests.ts'
import type { Caller, Outcome, Sent } from './call.ts'
import type { Queued } from './control/schema.ts'
import { type Mode, modeOf } from './mode.ts'
import { type Delivery, outboxOf } from './outbox.ts'
import { record } from './tries.ts'
import type { DeliveryWorld } from './types.ts'

/** The number of webhooks called concurrently. */
const CONCURRENT = 8
/** The longest wait for deliveries, in real milliseconds. */
const MAX_WAIT = 30_000
export const DELIVER = 'deliver'

export type Deliveries = {
  /** Sends what is due now by the workspace's clock, soon after this call. */
  kick(): void
  /** Resolves to true when nothing is in progress or due, to false after half a minute. */
  idle(most?: number): Promise<boolean>
  /** The numbers delivered and given up since the workspace was opened, and the number waiting. */
  counts(): { delivered: number; failed: number; waiting: number }
  /** The number of the last delivery; 0 before the first. */
  last(): number
  /** The deliveries added after the given one. */
  queuedSince(number: number): Queued[]
  /** Calls the webhook once, immediately. */
  test(webhook: string): Promise<WebhookTestResult>
  /** What a delivery's call sends. */
  sent(delivery: Delivery): Sent | undefined
  /** Aborts the calls in progress and ignores their outcome. */
  abandon(): void
  end(): void
}

export function createDeliveries(world: DeliveryWorld, { call }: Pick<Caller, 'call'>): Deliveries {
  const outbox = outboxOf(world)
  const { clock, schedule } = world
  const lanes = new Set<string>()
  /** Lanes whose last outcome could not be stored; they pause until the next kick. */
  const stuck = new Set<string>()
  const waiting = new Set<() => void>()
  const done = { delivered: 0, failed: 0 }
  let current = new AbortController()
  let horizon = -Infinity
  let isScheduled = false
  let hasEnded = false

  const until = () => Math.max(horizon, clock.now())
  /** In mode `hold` only released deliveries, whose place is above 0, are sent. */
  const least = (mode: Mode) => (mode === 'hold' ? 1 : 0)
  const mode = () => modeOf(world).read()

  const sent = ({ webhook, url, payload: body }: Delivery): Sent | undefined => {
    if (url !== null) return { url, headers: {}, body }
    const found =
      webhook !== null && world.webhooks.has(webhook) ? world.webhooks.require(webhook) : undefined
    return found?.status === 1
      ? { url: found.target_hook_url, headers: found.headers ?? {}, body }
      : undefined
  }
  const make = (what: Sent, signal: AbortSignal): Promise<Outcome> =>
    mode() === 'record' ? Promise.resolve({ status: 200, ms: 0 }) : call(what, signal)

  const deliver = async (delivery: Delivery, { signal }: AbortController) => {
    const what = sent(delivery)
    if (!what) return outbox.change({ ...delivery, state: 'dropped' })
    const outcome = await make(what, signal)
    if (signal.aborted) return
    const state = record(world, delivery, outcome)
    if (state === 'delivered' || state === 'failed') done[state] += 1
  }
  const follow = async (lane: string) => {
    const started = current
    try {
      for (;;) {
        const next = started.signal.aborted ? undefined : outbox.next(lane, until(), least(mode()))
        if (!next) break
        await deliver(next, started)
      }
    } catch (failure) {
      stuck.add(lane)
      console.error(failure)
    }
    if (current !== started) return
    lanes.delete(lane)
    pump()
  }
  const pump = () => {
    isScheduled = false
    if (hasEnded) return
    const places = least(mode())
    if (lanes.size < CONCURRENT) {
      const free = outbox.lanes(until(), places).filter((lane) => !lanes.has(lane) && !stuck.has(lane))
      for (const lane of free.slice(0, CONCURRENT - lanes.size)) {
        lanes.add(lane)
        follow(lane)
      }
    }
    if (lanes.size) return
    horizon = -Infinity
    const next = outbox.nextDue(places)
    if (next !== null && next > clock.now()) schedule.add({ task: DELIVER, argument: '', due: next })
    for (const tell of waiting) tell()
  }
  const kick = () => {
    horizon = Math.max(horizon, clock.now())
    if (isScheduled || hasEnded) return
    isScheduled = true
    stuck.clear()
    setImmediate(pump)
  }
  const begin = () => {
    current.abort()
    current = new AbortController()
    horizon = -Infinity
    lanes.clear()
  }

  return {
    kick,
    sent,
    counts: () => ({ ...done, waiting: outbox.waiting() }),
    last: outbox.last,
    queuedSince: (last) =>
      outbox.since(last).map((delivery) => {
        const { number: id, event_type, webhook } = delivery
        return { id, event_type, webhook, url: sent(delivery)?.url ?? null }
      }),
    idle(most = MAX_WAIT) {
      kick()
      return new Promise((resolve) => {
        const settle = (isIdle: boolean) => () => {
          clearTimeout(timer)
          waiting.delete(tell)
          resolve(isIdle)
        }
        const tell = settle(true)
        const timer = setTimeout(settle(false), most)
        waiting.add(tell)
      })
    },
    async test(id) {
      const { target_hook_url: url, event_type, headers } = world.webhooks.require(id)
      const body = JSON.stringify({
        timestamp: clock.timestamp(),
        event_type: event_type ?? 'all_events',
        workspace: world.organization,
        test: true
      })
      const { status, error, ms } = await make({ url, headers: headers ?? {}, body }, current.signal)
      return { success: error === undefined, response_time_ms: ms, status_code: status, error }
    },
    abandon() {
      begin()
      kick()
    },
    end() {
      hasEnded = true
      begin()
      for (const tell of waiting) tell()
    }
  }
}
