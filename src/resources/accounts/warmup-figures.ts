import { addressOf } from '../address.ts'
import type { WarmupAnalytics } from './analytics.ts'

/** No warm-up emails are sent here, and zeros are left out (documented), so existing accounts have no figures. */
export function warmupAnalytics(emails: string[], isKnown: (email: string) => boolean): WarmupAnalytics {
  const known = [...new Set(emails.map(addressOf))].filter(isKnown).map((email) => [email, {}])
  return { email_date_data: Object.fromEntries(known), aggregate_data: Object.fromEntries(known) }
}
