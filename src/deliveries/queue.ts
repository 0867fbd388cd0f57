import type { WorldEvent } from '../world/events.ts'
import { nameOf } from './event-names.ts'
import { outboxOf } from './outbox.ts'
import { payloadOf } from './payload.ts'
import { giveUp } from './tries.ts'
import type { DeliveryWorld } from './types.ts'

/** The maximum number waiting, and of finished ones kept; checked at every hundredth delivery. */
const MAX_KEPT = 10_000
const CHECK_EVERY = 100

/** Adds an event to the outbox, once for each webhook subscribed to it. */
export function queue(world: DeliveryWorld, event: WorldEvent): void {
  const named = nameOf(world, event)
  if (!named) return
  const { name, subscribed, interest } = named
  const types = [...subscribed, 'all_events']
  const waiting = world.webhooks.waitingFor({ campaign: event.campaign, types, interest })
  if (!waiting.length) return
  const { lead_email = null, payload } = payloadOf(world, event, name)
  for (const webhook of waiting) {
    put(world, {
      event: event.number,
      key: `${event.number}/${webhook}`,
      lane: webhook,
      webhook,
      url: null,
      event_type: name,
      lead_email,
      payload,
      at: event.at,
      released: 0
    })
  }
}

/** Adds the result of a verification to the outbox, for the URL that the request named. */
export function queueVerification(
  world: DeliveryWorld,
  { email = '', value, at, number: event }: WorldEvent
): void {
  const url = String(value)
  put(world, {
    event,
    key: `${event}/${url}`,
    lane: url,
    webhook: null,
    url,
    event_type: 'email_verified',
    lead_email: null,
    payload: String(world.emailVerifications.read(email).wire),
    at,
    released: 0
  })
}

function put(world: DeliveryWorld, delivery: Parameters<ReturnType<typeof outboxOf>['add']>[0]): void {
  const outbox = outboxOf(world)
  if (outbox.add(delivery) % CHECK_EVERY) return
  for (const oldest of outbox.overflowing(MAX_KEPT)) giveUp(world, oldest)
  outbox.forget(MAX_KEPT)
}
