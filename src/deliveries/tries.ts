import type { Outcome } from './call.ts'
import { type Delivery, outboxOf, type State } from './outbox.ts'
import type { Told } from './types.ts'

/** How long after a try the next comes, by the workspace's clock: three in all. */
const WAITS = [10_000, 30_000]
/** So many events given up in a row disable a webhook (a choice). */
const PATIENCE = 10

/** Writes down what came of a try, and when the next is due. */
export const record = (told: Told, delivery: Delivery, outcome: Outcome): State =>
  told.transaction(() => {
    const isDelivered = outcome.error === undefined
    const wait = isDelivered ? undefined : WAITS[delivery.tries]
    const state = isDelivered ? 'delivered' : wait === undefined ? 'failed' : 'waiting'
    write(told, delivery, outcome, wait)
    outboxOf(told).change({
      number: delivery.number,
      state,
      tries: delivery.tries + 1,
      due: delivery.due + (wait ?? 0)
    })
    if (state !== 'waiting') count(told, delivery, state === 'failed')
    return state
  })

/** The outbox is full: one that was never sent, or never well, is sent no more. */
export function giveUp(told: Told, delivery: Delivery): void {
  write(told, delivery, { error: 'Given up: 10000 newer events are waiting', ms: 0 }, undefined)
  outboxOf(told).change({ ...delivery, state: 'failed' })
}

function count(told: Told, { webhook, due }: Delivery, isFailure: boolean): void {
  const outbox = outboxOf(told)
  if (webhook === null || outbox.failures(webhook, isFailure) < PATIENCE) return
  told.clock.during(due, () => told.webhooks.disable(webhook))
  outbox.drop(webhook)
  outbox.failures(webhook, false)
}

/** Only calls of webhooks have records. */
function write(told: Told, delivery: Delivery, { status, error, ms }: Outcome, wait?: number): void {
  const { event, key, webhook, tries, due, payload, lead_email } = delivery
  if (webhook === null || !told.webhooks.has(webhook)) return
  const timestamp = new Date(due).toISOString()
  const success = error === undefined
  const isGrouped = tries > 0 || wait !== undefined
  told.webhookEvents.put({
    id: told.ids.named(`delivery/${key}/${tries}`, due, event),
    timestamp_created: timestamp,
    timestamp_created_date: timestamp.slice(0, 10),
    organization_id: told.organization,
    payload: JSON.parse(payload),
    success,
    retry_count: tries,
    will_retry: wait !== undefined,
    webhook_url: told.webhooks.require(webhook).target_hook_url,
    status_code: status,
    error_message: error,
    timestamp_next_retry: wait === undefined ? undefined : new Date(due + wait).toISOString(),
    retry_group_id: isGrouped ? told.ids.named(`group/${key}`, delivery.at, event) : undefined,
    retry_successful: tries ? success : undefined,
    lead_email,
    response_time_ms: ms
  })
}
