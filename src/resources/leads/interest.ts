import { BareError } from '../../errors.ts'
import type { World } from '../../world/world.ts'
import { addressOf } from './address.ts'
import { keptInterest } from './kept-interest.ts'
import { knownLeads } from './known.ts'
import type { Neighbours } from './neighbours.ts'
import type { UpdateInterestStatus } from './requests.ts'
import type { Lead } from './schema.ts'
import { ACTIVE, COMPLETED } from './status.ts'
import type { LeadCollection } from './tables.ts'

/**
 * The changes to a lead caused by an interest status; null resets it. Any value completes an active lead of a campaign
 * (reported live); a reset does not reactivate it (a choice).
 */
export function withInterest(world: World, lead: Lead, value: number | null): Partial<Lead> {
  const now = world.clock.timestampAfter(lead.timestamp_updated)
  const isCompleted = value !== null && lead.status === ACTIVE && lead.campaign
  return {
    lt_interest_status: value ?? undefined,
    timestamp_last_interest_change: now,
    timestamp_updated: now,
    ...(isCompleted && { status: COMPLETED })
  }
}

export const tellInterest = ({ events }: World, lead: Lead, value: number | null) =>
  events.emit({
    type: 'lead_interest_changed',
    lead: lead.id,
    campaign: lead.campaign ?? undefined,
    subsequence: lead.subsequence_id ?? undefined,
    value
  })

const submitted = { message: 'Lead interest status update background job submitted' }

/** Sets the interest of leads by their email. */
export function interestOf(world: World, leads: LeadCollection, neighbours: Pick<Neighbours, 'emails'>) {
  const { schedule, clock } = world
  const known = knownLeads(world)
  const { keepInterest } = keptInterest(world)
  const meant = (body: UpdateInterestStatus) => known.withEmail(addressOf(body.lead_email) ?? '', body)
  return {
    updateInterest(body: UpdateInterestStatus) {
      if (!meant(body).length) throw new BareError(400, { error: 'Invalid lead email' })
      schedule.add({ task: 'update_interest', argument: JSON.stringify(body), due: clock.now() })
      return submitted
    },
    applyInterest(argument: string): void {
      const body: UpdateInterestStatus = JSON.parse(argument)
      for (const id of meant(body)) {
        const { value: lead } = leads.update(id, (lead) => withInterest(world, lead, body.interest_value))
        tellInterest(world, lead, body.interest_value)
        keepInterest(id, body.disable_auto_interest)
        const { ai_interest_value } = body
        if (typeof ai_interest_value === 'number') neighbours.emails.showInterest(id, { ai_interest_value })
      }
    }
  }
}
