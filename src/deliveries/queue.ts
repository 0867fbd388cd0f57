import type { WorldEvent } from '../world/events.ts'
import { nameOf } from './event-names.ts'
import { outboxOf } from './outbox.ts'
import { payloadOf } from './payload.ts'
import { giveUp } from './tries.ts'
import type { Told } from './types.ts'

/** How many may wait, and how many that are done with are kept; looked after at each hundredth. */
const MOST = 10_000
const SOME = 100

/** Puts an event into the outbox, for each webhook that waits for it. */
export function queue(told: Told, event: WorldEvent): void {
  const named = nameOf(told, event)
  if (!named) return
  const { name, subscribed, interest } = named
  const types = [...subscribed, 'all_events']
  const waiting = told.webhooks.waitingFor({ campaign: event.campaign, types, interest })
  if (!waiting.length) return
  const { lead_email = null, payload } = payloadOf(told, event, name)
  for (const webhook of waiting) {
    put(told, {
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

/** Puts the result of a verification into the outbox, for the address that waits for it. */
export function queueVerification(told: Told, { email = '', value, at, number: event }: WorldEvent): void {
  const url = String(value)
  put(told, {
    event,
    key: `${event}/${url}`,
    lane: url,
    webhook: null,
    url,
    event_type: 'email_verified',
    lead_email: null,
    payload: String(told.emailVerifications.read(email).wire),
    at,
    released: 0
  })
}

function put(told: Told, delivery: Parameters<ReturnType<typeof outboxOf>['add']>[0]): void {
  const outbox = outboxOf(told)
  if (outbox.add(delivery) % SOME) return
  for (const oldest of outbox.overflowing(MOST)) giveUp(told, oldest)
  outbox.forget(MOST)
}
