import type { EventType, WorldEvent } from '../world/events.ts'
import { DELIVER, type Deliveries } from './engine.ts'
import { outboxTable } from './outbox.ts'
import { queue, queueVerification } from './queue.ts'
import type { DeliveryWorld } from './types.ts'

type Listening = DeliveryWorld & { deliveries: Deliveries }

const tell = (workspace: Listening, event: WorldEvent) => {
  queue(workspace, event)
  workspace.deliveries.kick()
}

const types = [
  'email_sent',
  'email_opened',
  'link_clicked',
  'reply_received',
  'auto_reply_received',
  'email_bounced',
  'lead_unsubscribed',
  'lead_interest_changed',
  'account_error',
  'campaign_completed'
] as const satisfies EventType[]

/** The tables, tasks and listeners of deliveries. */
export const deliveries = {
  tables: outboxTable,
  tasks: { [DELIVER]: ({ deliveries }: Listening) => deliveries.kick() },
  on: {
    ...Object.fromEntries(types.map((type) => [type, tell])),
    email_verified(workspace: Listening, event: WorldEvent) {
      queueVerification(workspace, event)
      workspace.deliveries.kick()
    }
  }
}
