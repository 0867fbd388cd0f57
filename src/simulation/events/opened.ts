import { about, type React } from './reaction.ts'

export const opened: React = ({ world, sent, force }) => {
  const { campaigns, leads, events, clock } = world
  if (!force && !campaigns.require(String(sent.campaign)).open_tracking)
    return 'the campaign does not track opens'
  const timestamp = clock.timestamp()
  leads.update(String(sent.lead), ({ email_open_count }) => ({
    email_open_count: email_open_count + 1,
    timestamp_last_open: timestamp,
    email_opened_step: sent.step,
    email_opened_variant: sent.variant,
    timestamp_last_touch: timestamp,
    timestamp_updated: timestamp
  }))
  events.emit({ type: 'email_opened', ...about(sent) })
}
