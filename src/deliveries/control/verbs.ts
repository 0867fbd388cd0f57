import type { Difference } from '../../controls/journal/answers.ts'
import { requireCounts } from '../../controls/journal/criteria.ts'
import { verify } from '../../controls/journal/verify.ts'
import { ApiError } from '../../errors.ts'
import type { Deliveries } from '../engine.ts'
import { type Mode, modeOf } from '../mode.ts'
import { type Delivery, outboxOf } from '../outbox.ts'
import type { Told } from '../types.ts'
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

/** What a workspace delivers to webhooks: when it goes, and what became of it. */
export const deliveriesOf = (told: Told & { deliveries: Deliveries }) => {
  const { clock, deliveries } = told
  const outbox = outboxOf(told)
  const mode = modeOf(told)

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
  const letGo = (id: number): number => {
    const { state, released } = require(id)
    if (state !== 'waiting' || released > 0) return again(id)
    outbox.release(id)
    return id
  }
  const each = (ids: number[], go: (id: number) => number): Numbers => {
    const gone = told.transaction(() => ids.map(go))
    deliveries.kick()
    return { ids: gone }
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
    /** Lets go what is held back; all of it unless told. */
    release: ({ next, ids }: Release = {}): Numbers => each(ids ?? outbox.held(next ?? ALL), letGo),
    redeliver: (ids: number[]): Numbers => each(ids, again),
    idle,
    /** What was delivered, when nothing is under way. */
    async received(query: Omit<FindDeliveries, 'state'> = {}): Promise<DeliveryFace[]> {
      await idle()
      return find({ limit: ALL, ...query, state: 'delivered' })
    },
    /** What did not come as expected, when nothing is under way; nothing where all did. */
    async verify(expected: DeliveryExpectation[], inOrder = false): Promise<Difference[]> {
      const calls = expected.map(expectationOf)
      for (const call of calls) requireCounts(call)
      await idle()
      return verify(calls, find({ limit: ALL, state: 'delivered' }).map(entryOf), inOrder)
    }
  }
}
