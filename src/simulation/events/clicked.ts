import { about, type React } from './reaction.ts'

/** A click does not count as an open. */
export const clicked: React = ({ world, sent, force }) => {
  const { campaigns, leads, events, clock } = world
  if (!force && !campaigns.require(String(sent.campaign)).link_tracking)
    return 'the campaign does not track links'
  const timestamp = clock.timestamp()
  leads.update(String(sent.lead), ({ email_click_count }) => ({
    email_click_count: email_click_count + 1,
    timestamp_last_click: timestamp,
    email_clicked_step: sent.step,
    email_clicked_variant: sent.variant,
    timestamp_last_touch: timestamp,
    timestamp_updated: timestamp
  }))
  events.emit({ type: 'link_clicked', ...about(sent) })
}
