import { wordOf } from '../schemas.ts'

/** The filter values of the list of webhooks: everything, and the standard events. */
const filterable = {
  all_events: 'every event, those of labels included',
  email_sent: 'a campaign sent an email',
  email_opened: 'a lead opened an email',
  email_link_clicked: 'a lead clicked a link',
  reply_received: 'a lead replied',
  email_bounced: 'an email bounced',
  lead_unsubscribed: 'a lead unsubscribed',
  campaign_completed: 'a campaign reached its end for a lead',
  account_error: 'an account can no longer send',
  lead_neutral: 'a lead lost its interest status',
  lead_interested: 'a lead became interested',
  lead_not_interested: 'a lead turned out not to be interested',
  lead_meeting_booked: 'a meeting with a lead was booked',
  lead_meeting_completed: 'a meeting with a lead took place',
  lead_closed: 'a lead was won',
  lead_out_of_office: 'a lead is out of office',
  lead_wrong_person: 'a lead turned out to be the wrong person'
}

/** The types to which webhooks can subscribe: two more than the list of types names (recorded). */
export const subscribable = {
  ...filterable,
  lead_no_show: 'a lead missed a meeting',
  supersearch_enrichment_completed: 'an enrichment is done'
}

export const subscribedType = (what: string) => wordOf(what, subscribable, { examples: ['reply_received'] })

export const filteredType = (what: string) => wordOf(what, filterable, { examples: ['reply_received'] })

const standard = (id: Exclude<keyof typeof filterable, 'all_events'>, label: string) => ({
  id,
  label,
  type: 'standard'
})

/** The event types that the API lists, in its order (recorded; the wording of the labels is a choice). */
export const eventTypes = [
  standard('email_sent', 'Email Sent'),
  standard('email_bounced', 'Email Bounced'),
  standard('email_opened', 'Email Opened'),
  standard('email_link_clicked', 'Email Link Clicked'),
  standard('reply_received', 'Reply Received'),
  standard('lead_unsubscribed', 'Lead Unsubscribed'),
  standard('campaign_completed', 'Campaign Completed'),
  standard('account_error', 'Account Error'),
  standard('lead_interested', 'Lead Interested'),
  standard('lead_not_interested', 'Lead Not Interested'),
  standard('lead_neutral', 'Lead Neutral'),
  standard('lead_meeting_booked', 'Lead Meeting Booked'),
  standard('lead_meeting_completed', 'Lead Meeting Completed'),
  standard('lead_closed', 'Lead Closed'),
  standard('lead_out_of_office', 'Lead Out of Office'),
  standard('lead_wrong_person', 'Lead Wrong Person'),
  { id: 'custom_label_any_positive', label: 'Any Positive Label', type: 'custom_label' },
  { id: 'custom_label_any_negative', label: 'Any Negative Label', type: 'custom_label' }
]
