import { tellInterest, withInterest } from '../../resources/leads/interest.ts'
import type { React } from './reaction.ts'

/** The interest of the lead changes, as if somebody had set it. */
export const interestChanged: React = ({ world, event, sent }) => {
  const { interest = 1 } = event
  const { value: lead } = world.leads.update(String(sent.lead), (lead) => withInterest(world, lead, interest))
  tellInterest(world, lead, interest)
}
