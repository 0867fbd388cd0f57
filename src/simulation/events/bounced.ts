import { BOUNCED } from '../../resources/leads/status.ts'
import { protect } from '../sending/protect.ts'
import { about, type React } from './reaction.ts'

/** Also applies to a lead that has finished the sequence. */
export const bounced: React = ({ world, sent }) => {
  const { leads, events, clock } = world
  const id = String(sent.lead)
  if (leads.require(id).status === BOUNCED) return 'the lead has bounced already'
  leads.update(id, () => ({ status: BOUNCED, timestamp_updated: clock.timestamp() }))
  events.emit({ type: 'email_bounced', ...about(sent) })
  protect(world, String(sent.campaign))
}
