import { UNSUBSCRIBED } from '../../resources/leads/status.ts'
import { settingsOf } from '../settings.ts'
import { about, type React } from './reaction.ts'

/** Only this lead; if the workspace wants it, the block list stops the address everywhere (documented). */
export const unsubscribed: React = ({ world, sent }) => {
  const { leads, events, clock, blockListEntries } = world
  const lead = leads.require(String(sent.lead))
  if (lead.status === UNSUBSCRIBED) return 'the lead has unsubscribed already'
  leads.update(lead.id, () => ({ status: UNSUBSCRIBED, timestamp_updated: clock.timestamp() }))
  if (settingsOf(world).add_unsub_to_block && lead.email) {
    blockListEntries.create({ bl_value: lead.email })
  }
  events.emit({ type: 'lead_unsubscribed', ...about(sent) })
}
