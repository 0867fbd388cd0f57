import type { Campaign } from '../../resources/campaigns/schema.ts'

/** A mail provider, as routing rules name it. */
export type Esp = 'google' | 'outlook' | 'other'
type Rule = NonNullable<Campaign['provider_routing_rules']>[number]

/** By the `provider_code` of an account. */
export const espOfAccount = (code: number | undefined): Esp =>
  code === 2 ? 'google' : code === 3 ? 'outlook' : 'other'

/** By the `esp_code` of a lead, which has other numbers. */
export const espOfLead = (code: number | undefined): Esp =>
  code === 1 ? 'google' : code === 2 ? 'outlook' : 'other'

/** With `match_lead_esp`, only senders of the lead's provider may write, if the campaign has any. */
export const matchesLead = (sender: Esp, lead: Esp, senders: ReadonlySet<Esp>): boolean =>
  sender === lead || !senders.has(lead)

/**
 * Whether the rules let the sender write to the lead: no rule may forbid the pair, and if any rules list the senders
 * for such leads, this sender must be among them.
 */
export function mayRoute(rules: readonly Rule[], sender: Esp, lead: Esp): boolean {
  const about = rules.filter(({ recipient_esp }) => names(recipient_esp, lead))
  const allowing = about.filter(({ action }) => action !== 'do_not_send')
  const forbidding = about.filter(({ action }) => action === 'do_not_send')
  if (forbidding.some(({ sender_esp }) => names(sender_esp, sender))) return false
  return !allowing.length || allowing.some(({ sender_esp }) => names(sender_esp, sender))
}

/** A missing or empty list restricts nothing. */
const names = (esps: Rule['sender_esp'], esp: Esp): boolean =>
  !esps?.length || esps.includes('all') || esps.includes(esp)
