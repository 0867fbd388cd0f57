import type { Outcome } from './call.ts'
import { type Delivery, outboxOf, type State } from './outbox.ts'
import type { DeliveryWorld } from './types.ts'

/** The delays between tries, of which there are three, by the workspace's clock. */
const DELAYS = [10_000, 30_000]
/** The number of consecutive failures that disables a webhook (a choice). */
const MAX_FAILURES = 10

/** Records the outcome of a try and when the next is due. */
export const record = (world: DeliveryWorld, delivery: Delivery, outcome: Outcome): State =>
  world.transaction(() => {
    const isDelivered = outcome.error === undefined
    const wait = isDelivered ? undefined : DELAYS[delivery.tries]
    const state = isDelivered ? 'delivered' : wait === undefined ? 'failed' : 'waiting'
    write(world, delivery, outcome, wait)
    outboxOf(world).change({
      number: delivery.number,
      state,
      tries: delivery.tries + 1,
      due: delivery.due + (wait ?? 0)
    })
    if (state !== 'waiting') count(world, delivery, state === 'failed')
    return state
  })

/** Gives up a delivery that was never successful, because the outbox is full. */
export function giveUp(world: DeliveryWorld, delivery: Delivery): void {
  write(world, delivery, { error: 'Given up: 10000 newer events are waiting', ms: 0 }, undefined)
  outboxOf(world).change({ ...delivery, state: 'failed' })
}

function count(world: DeliveryWorld, { webhook, due }: Delivery, isFailure: boolean): void {
  const outbox = outboxOf(world)
  if (webhook === null || outbox.failures(webhook, isFailure) < MAX_FAILURES) return
  world.clock.during(due, () => world.webhooks.disable(webhook))
  outbox.drop(webhook)
  outbox.failures(webhook, false)
}

/** Only calls to webhooks are recorded. */
function write(
  world: DeliveryWorld,
  delivery: Delivery,
  { status, error, ms }: Outcome,
  wait?: number
): void {
  const { event, key, webhook, tries, due, payload, lead_email } = delivery
  if (webhook === null || !world.webhooks.has(webhook)) return
  const timestamp = new Date(due).toISOString()
  const success = error === undefined
  const isGrouped = tries > 0 || wait !== undefined
  world.webhookEvents.put({
    id: world.ids.named(`delivery/${key}/${tries}`, due, event),
    timestamp_created: timestamp,
    timestamp_created_date: timestamp.slice(0, 10),
    organization_id: world.organization,
    payload: JSON.parse(payload),
    success,
    retry_count: tries,
    will_retry: wait !== undefined,
    webhook_url: world.webhooks.require(webhook).target_hook_url,
    status_code: status,
    error_message: error,
    timestamp_next_retry: wait === undefined ? undefined : new Date(due + wait).toISOString(),
    retry_group_id: isGrouped ? world.ids.named(`group/${key}`, delivery.at, event) : undefined,
    retry_successful: tries ? success : undefined,
    lead_email,
    response_time_ms: ms
  })
}
