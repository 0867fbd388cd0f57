import { addressOf } from '../address.ts'
import type { WarmupAnalytics } from './analytics.ts'

/** No mail for warming up is sent here, and figures of zero are left out (documented), so known accounts have none. */
export function warmupAnalytics(emails: string[], isKnown: (email: string) => boolean): WarmupAnalytics {
  const known = [...new Set(emails.map(addressOf))].filter(isKnown).map((email) => [email, {}])
  return { email_date_data: Object.fromEntries(known), aggregate_data: Object.fromEntries(known) }
}
