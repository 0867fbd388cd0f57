import { Type } from 'typebox'
import { exampleId, exampleTime, flag, number, pageQuery, sortOrder, text, wordOf } from '../schemas.ts'

const onlyOf = (description: string, example = exampleId) => Type.Optional(text(description, example))
const whether = (description: string) => Type.Optional(flag(description, true))

export const ListEmails = Type.Object({
  ...pageQuery(),
  search: onlyOf(
    'The email address of a lead, or `thread:` and the id of a thread.',
    'thread:f9-k1Vd0m3QxZ7tBn5sRw2yLcP'
  ),
  campaign_id: onlyOf('Only the emails of this campaign.'),
  list_id: onlyOf('Only the emails of leads in this list.'),
  i_status: Type.Optional(number('Only emails with this interest status.', 1)),
  eaccount: onlyOf('Only the emails of these accounts, separated by commas.', 'anna@example.com'),
  is_unread: whether('Only unread emails, or only read ones.'),
  has_reminder: whether('Only emails with a reminder, or only those without.'),
  mode: Type.Optional(
    wordOf('The tab of the Unibox', {
      emode_focused: 'the primary tab',
      emode_others: 'the other tab',
      emode_all: 'both'
    })
  ),
  preview_only: whether('Whether to leave the bodies out.'),
  sort_order: sortOrder(),
  scheduled_only: whether('Whether to list only emails that wait to be sent.'),
  assigned_to: onlyOf('Only the emails of leads assigned to this user.'),
  lead: onlyOf('Only the emails of the lead with this address.', 'ben@example.org'),
  company_domain: onlyOf('Only the emails of leads at this domain.', 'example.org'),
  marked_as_done: whether('Only emails that are marked as done, or only those that are not.'),
  email_type: Type.Optional(
    wordOf('Only emails of this kind', {
      received: 'received',
      sent: 'sent by a campaign',
      manual: 'sent by hand'
    })
  ),
  min_timestamp_created: onlyOf('Only emails after this time.', exampleTime),
  max_timestamp_created: onlyOf('Only emails before this time.', exampleTime),
  latest_of_thread: whether('Whether to list only the newest email of each thread.')
})
export type ListEmails = Type.Static<typeof ListEmails>

export const ThreadInPath = Type.Object({
  thread_id: text('The id of the thread.', 'f9-k1Vd0m3QxZ7tBn5sRw2yLcP')
})
