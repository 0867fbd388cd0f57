import type { WorldEvent } from '../world/events.ts'
import type { DeliveryWorld } from './types.ts'

/** An event's name in payloads, and the subscriptions that receive it besides `all_events`. */
export type Named = { name: string; subscribed: string[]; interest?: number }

/** Documented and reported live: a few events have other names in payloads than in subscriptions. */
const named: Record<string, Named> = {
  email_sent: { name: 'email_sent', subscribed: ['email_sent'] },
  email_opened: { name: 'email_opened', subscribed: ['email_opened'] },
  link_clicked: { name: 'link_clicked', subscribed: ['email_link_clicked'] },
  reply_received: { name: 'reply_received', subscribed: ['reply_received'] },
  auto_reply_received: { name: 'auto_reply_received', subscribed: ['reply_received'] },
  email_bounced: { name: 'email_bounced', subscribed: ['email_bounced'] },
  lead_unsubscribed: { name: 'lead_unsubscribed', subscribed: ['lead_unsubscribed'] },
  campaign_completed: { name: 'campaign_completed', subscribed: ['campaign_completed'] },
  account_error: { name: 'account_error', subscribed: ['account_error'] }
}

const interests = new Map<number, string>([
  [1, 'lead_interested'],
  [2, 'lead_meeting_booked'],
  [3, 'lead_meeting_completed'],
  [4, 'lead_closed'],
  [0, 'lead_out_of_office'],
  [-1, 'lead_not_interested'],
  [-2, 'lead_wrong_person'],
  [-4, 'lead_no_show']
])

/** Undefined for an event that webhooks do not receive. */
export function nameOf(world: DeliveryWorld, { type, value }: WorldEvent): Named | undefined {
  if (type !== 'lead_interest_changed') return named[type]
  // A choice: an interest that was removed counts as neutral.
  if (typeof value !== 'number') return { name: 'lead_neutral', subscribed: ['lead_neutral'] }
  const known = interests.get(value)
  if (known) return { name: known, subscribed: [known], interest: value }
  const label = world.leadLabels.all().find(({ interest_status }) => interest_status === value)
  return label && { name: label.label, subscribed: [], interest: value }
}
