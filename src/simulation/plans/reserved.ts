import type { Planted } from './match.ts'
import type { PlannedEvent } from './schema.ts'

/** What leads at these domains do without any plan; real addresses cannot have them. */
const domains: Record<string, PlannedEvent> = {
  'replies.test': { event: 'reply', after: '2h', text: 'Thank you, I will have a look.' },
  'interested.test': { event: 'reply', after: '2h', text: 'Yes, tell me more, please.', interest: 1 },
  'opens.test': { event: 'open', after: '10m' },
  'clicks.test': { event: 'click', after: '15m' },
  'bounces.test': { event: 'bounce', after: '1m' },
  'unsubscribes.test': { event: 'unsubscribe', after: '1h' },
  'ooo.test': { event: 'auto_reply', after: '5m', text: 'I am out of the office until Monday.' }
}

const plans = new Map<string, Planted>(
  Object.entries(domains).map(([domain, event]) => [
    domain,
    { key: domain, match: { step: 1 }, do: [event], also: false, counted: 0, fired: 0 }
  ])
)

/** The lead's last plan, after the planted ones, if its domain is reserved. */
export function reservedFor(lead: string): Planted[] {
  const plan = plans.get(lead.slice(lead.lastIndexOf('@') + 1).toLowerCase())
  return plan ? [plan] : []
}
