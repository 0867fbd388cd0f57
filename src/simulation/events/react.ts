import { BOUNCED } from '../../resources/leads/status.ts'
import type { WorldEvent } from '../../world/events.ts'
import type { PlannedEvent } from '../plans/schema.ts'
import type { Simulated } from '../simulated.ts'
import { reactions } from './index.ts'
import { about } from './reaction.ts'

/** Makes the event happen now. @returns the reason if it is not possible; the timeline shows it, too */
export function react(
  world: Simulated,
  event: PlannedEvent,
  sent: WorldEvent,
  force = false
): string | undefined {
  const reason = obstacle(world, event, sent) ?? reactions[event.event]({ world, event, sent, force })
  if (reason !== undefined) {
    world.events.emit({ type: 'event_dropped', ...about(sent), value: `${event.event}: ${reason}` })
  }
  return reason
}

/** Impossible after a bounce: nobody has received the email. */
const READING: readonly PlannedEvent['event'][] = ['open', 'click', 'reply', 'auto_reply', 'unsubscribe']

function obstacle(
  { leads, campaigns }: Simulated,
  { event }: PlannedEvent,
  { lead, campaign }: WorldEvent
): string | undefined {
  const known = lead && leads.glance(lead)
  if (!known) return 'the lead is gone'
  if (!campaign || !campaigns.has(campaign)) return 'the campaign is gone'
  const hasBounced = READING.includes(event) && known.status === BOUNCED
  return hasBounced ? 'the lead has bounced' : undefined
}
