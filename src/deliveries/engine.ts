import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import type { WebhookTestResult } from '../resources/webhooks/requests.ts'
import type { Caller, Outcome, Sent } from './call.ts'
import { type Mode, modeOf } from './mode.ts'
import { type Delivery, outboxOf } from './outbox.ts'
import { record } from './tries.ts'
import type { Told } from './types.ts'

/** How many webhooks are called side by side. */
const SIDE_BY_SIDE = 8
/** How long is waited for deliveries, in real milliseconds. */
const PATIENCE = 30_000
export const DELIVER = 'deliver'

export type Deliveries = {
  /** Sends what is due, soon; the clock shows, or is about to show, what it shows now. */
  kick(): void
  /** Resolves when nothing is under way or due: true, or false after half a minute. */
  idle(most?: number): Promise<boolean>
  /** How many were delivered and given up since the workspace was opened, and how many wait. */
  counts(): { delivered: number; failed: number; waiting: number }
  /** One call to the webhook, right now. */
  test(webhook: string): Promise<WebhookTestResult>
  /** What a call sends. */
  sent(delivery: Delivery): Sent | undefined
  /** What is under way ends, and nothing comes of it. */
  abandon(): void
  end(): void
}

export function createDeliveries(told: Told, { call }: Pick<Caller, 'call'>): Deliveries {
  const outbox = outboxOf(told)
  const { clock, schedule } = told
  const lanes = new Set<string>()
  /** Where what came of a call could not be written, until the next kick. */
  const stuck = new Set<string>()
  const waiting = new Set<() => void>()
  const done = { delivered: 0, failed: 0 }
  let world = new AbortController()
  let horizon = -Infinity
  let isKicked = false
  let hasEnded = false

  const until = () => Math.max(horizon, clock.now())
  /** While all are held back, only those that were let go have a place above 0. */
  const least = (mode: Mode) => (mode === 'hold' ? 1 : 0)
  const mode = () => modeOf(told).read()

  const sent = ({ webhook, url, payload: body }: Delivery): Sent | undefined => {
    if (url !== null) return { url, headers: {}, body }
    const found = webhook !== null && told.webhooks.has(webhook) ? told.webhooks.require(webhook) : undefined
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
    const state = record(told, delivery, outcome)
    if (state === 'delivered' || state === 'failed') done[state] += 1
  }
  const follow = async (lane: string) => {
    const began = world
    try {
      for (;;) {
        const next = began.signal.aborted ? undefined : outbox.next(lane, until(), least(mode()))
        if (!next) break
        await deliver(next, began)
      }
    } catch (failure) {
      stuck.add(lane)
      console.error(failure)
    }
    if (world !== began) return
    lanes.delete(lane)
    pump()
  }
  const pump = () => {
    isKicked = false
    if (hasEnded) return
    const places = least(mode())
    if (lanes.size < SIDE_BY_SIDE) {
      const free = outbox.lanes(until(), places).filter((lane) => !lanes.has(lane) && !stuck.has(lane))
      for (const lane of free.slice(0, SIDE_BY_SIDE - lanes.size)) {
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
    if (isKicked || hasEnded) return
    isKicked = true
    stuck.clear()
    setImmediate(pump)
  }
  const begin = () => {
    world.abort()
    world = new AbortController()
    horizon = -Infinity
    lanes.clear()
  }

  return {
    kick,
    sent,
    counts: () => ({ ...done, waiting: outbox.waiting() }),
    idle(most = PATIENCE) {
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
      const { target_hook_url: url, event_type, headers } = told.webhooks.require(id)
      const body = JSON.stringify({
        timestamp: clock.timestamp(),
        event_type: event_type ?? 'all_events',
        workspace: told.organization,
        test: true
      })
      const { status, error, ms } = await make({ url, headers: headers ?? {}, body }, world.signal)
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
