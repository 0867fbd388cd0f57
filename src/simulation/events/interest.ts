import { tellInterest, withInterest } from '../../resources/leads/interest.ts'
import type { Reaction } from './reaction.ts'

/**
 * Changes the lead's interest, as a user would, unless a client has disabled automatic changes (documented).
 * @param keepsStatus whether the lead goes on in its sequence
 */
export function interestChanged({ world, event, sent }: Reaction, keepsStatus = false): string | undefined {
  const { interest = null, ai_interest_value } = event
  const id = String(sent.lead)
  if (world.leads.keepsInterest(id)) return 'the interest of the lead was set with disable_auto_interest'
  const { value: lead } = world.leads.update(id, (lead) => ({
    ...withInterest(world, lead, interest),
    ...(keepsStatus && { status: lead.status })
  }))
  tellInterest(world, lead, interest)
  if (ai_interest_value !== undefined) world.emails.showInterest(id, { ai_interest_value })
  return undefined
}
