import type { Difference } from '../../controls/journal/answers.ts'
import { requireCounts } from '../../controls/journal/criteria.ts'
import { verify } from '../../controls/journal/verify.ts'
import { ApiError } from '../../errors.ts'
import type { Deliveries } from '../engine.ts'
import { type Mode, modeOf } from '../mode.ts'
import { type Delivery, outboxOf } from '../outbox.ts'
import type { DeliveryWorld } from '../types.ts'
import { curlOf } from './curl.ts'
import { entryOf, expectationOf } from './entry.ts'
import type {
  DeliveriesFace,
  DeliveryExpectation,
  DeliveryFace,
  FindDeliveries,
  Idle,
  Numbers,
  Release
} from './schema.ts'

const USUAL = 100
const ALL = Number.MAX_SAFE_INTEGER

/** A test's controls of a workspace's deliveries: when they are sent, and their outcome. */
export const deliveriesOf = (world: DeliveryWorld & { deliveries: Deliveries }) => {
  const { clock, deliveries } = world
  const outbox = outboxOf(world)
  const mode = modeOf(world)

  const face = (delivery: Delivery): DeliveryFace => {
    const { number: id, state, event_type, lead_email, webhook, tries, at, due, payload } = delivery
    const sent = deliveries.sent(delivery)
    return {
      id,
      state,
      event_type,
      lead_email,
      webhook,
      url: sent?.url ?? null,
      tries,
      at: new Date(at).toISOString(),
      due: new Date(due).toISOString(),
      payload: JSON.parse(payload),
      curl: sent ? curlOf(sent) : ''
    }
  }
  const require = (id: number): Delivery => {
    const found = outbox.read(id)
    if (!found) throw new ApiError(404, `There is no delivery ${id}`)
    return found
  }
  const again = (id: number): number => {
    const delivery = require(id)
    const released = outbox.lastReleased() + 1
    return outbox.add({ ...delivery, key: `${delivery.key}/${released}`, at: clock.now(), released })
  }
  const releaseOne = (id: number): number => {
    const { state, released } = require(id)
    if (state !== 'waiting' || released > 0) return again(id)
    outbox.release(id)
    return id
  }
  const each = (ids: number[], go: (id: number) => number): Numbers => {
    const touched = world.transaction(() => ids.map(go))
    deliveries.kick()
    return { ids: touched }
  }
  const find = ({ limit = USUAL, ...query }: FindDeliveries = {}) => outbox.find(query, limit).map(face)
  const idle = async (): Promise<Idle> => ({ idle: await deliveries.idle() })

  return {
    find: (query: FindDeliveries = {}): DeliveriesFace => ({ mode: mode.read(), items: find(query) }),
    read: (id: number): DeliveryFace => face(require(id)),
    setMode(to: Mode): DeliveriesFace {
      mode.write(to)
      deliveries.kick()
      return { mode: to, items: find() }
    },
    /** Releases held deliveries, all by default. */
    release: ({ next, ids }: Release = {}): Numbers => each(ids ?? outbox.held(next ?? ALL), releaseOne),
    redeliver: (ids: number[]): Numbers => each(ids, again),
    idle,
    /** What was delivered, once nothing is in progress. */
    async received(query: Omit<FindDeliveries, 'state'> = {}): Promise<DeliveryFace[]> {
      await idle()
      return find({ limit: ALL, ...query, state: 'delivered' })
    },
    /** The differences from the expectations, once nothing is in progress; empty if all are met. */
    async verify(expected: DeliveryExpectation[], inOrder = false): Promise<Difference[]> {
      const calls = expected.map(expectationOf)
      // Deliveries are shown with the keys in them.
      for (const call of calls) requireCounts(call, (text) => text)
      await idle()
      return verify(calls, find({ limit: ALL, state: 'delivered' }).map(entryOf), inOrder)
    }
  }
}
