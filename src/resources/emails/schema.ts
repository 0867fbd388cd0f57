import { Type } from 'typebox'
import { exampleId, exampleTime, exampleWorkspace, id, instant, maybe, number, text } from '../schemas.ts'
import { Attachments } from './attachments.ts'
import { ueType } from './types.ts'

/** The contract only says that these are arrays. */
const addresses = (description: string, address: string, name: string) =>
  Type.Optional(
    Type.Unsafe<unknown[] | null>({
      type: ['array', 'null'],
      description,
      examples: [[{ address, name }]]
    })
  )

export const Email = Type.Object(
  {
    id: id('The id of the email.'),
    timestamp_created: instant('When the email was added to the workspace.'),
    timestamp_email: instant('When the email was sent, according to its mail server.'),
    message_id: text(
      'The `Message-ID` header, which identifies the email to mail servers.',
      '<reply-1@example.org>',
      {
        readOnly: true
      }
    ),
    subject: text('The subject.', 'Re: A question, Ben'),
    from_address_email: maybe(text('The sender.', 'ben@example.org', { format: 'email', readOnly: true })),
    to_address_email_list: text('The recipients, separated by commas.', 'anna@example.com'),
    cc_address_email_list: maybe(text('The CC recipients, separated by commas.', 'team@example.com')),
    bcc_address_email_list: maybe(text('The BCC recipients, separated by commas.', 'archive@example.com')),
    reply_to: maybe(text('The address that replies should go to instead.', 'sales@example.com')),
    body: Type.Object(
      {
        text: Type.Optional(text('The plain text, with its line breaks.', 'Happy to talk. Tuesday at ten?')),
        html: Type.Optional(
          text('The text as HTML; lines are broken with `<br/>`.', 'Happy to talk.<br/>Tuesday at ten?')
        )
      },
      { description: 'The body as plain text, as HTML, or both.', readOnly: true }
    ),
    organization_id: id('The workspace that the email belongs to.'),
    campaign_id: maybe(text('The campaign that it is part of.', exampleId)),
    subsequence_id: maybe(text('The subsequence that it is part of.', exampleId)),
    list_id: maybe(text('The list that its lead is in.', exampleId)),
    lead: maybe(text('The email address of its lead.', 'ben@example.org')),
    lead_id: maybe(text('The id of its lead.', exampleId)),
    eaccount: text('The account that sent or received it, by email.', 'anna@example.com'),
    ue_type: maybe(ueType()),
    step: maybe(text('The sequence, step and variant that it came from, or answers, each from 0.', '0_0_0')),
    is_unread: maybe(number('1 if unread, 0 if read.', 1)),
    is_auto_reply: maybe(number('1 for an automatic reply, 0 for one from a person.', 0, { readOnly: true })),
    reminder_ts: maybe(text('The time of its reminder.', exampleTime, { format: 'date-time' })),
    ai_interest_value: maybe(number('How much interest AI sees in it, from 0 to 1.', 0.9)),
    ai_assisted: maybe(number('1 if AI helped to write it.', 0)),
    is_focused: maybe(number('1 for the primary tab of the Unibox, 0 for the other.', 1)),
    i_status: maybe(number('The interest status that it shows.', 1)),
    thread_id: maybe(text('The id of the thread, which all its emails share.', 'f9-k1Vd0m3QxZ7tBn5sRw2yLcP')),
    content_preview: maybe(text('The beginning of the body.', 'Happy to talk.')),
    attachment_json: maybe(Attachments),
    from_address_json: addresses('The senders, with names.', 'ben@example.org', 'Ben'),
    to_address_json: addresses('The recipients, with names.', 'anna@example.com', 'Anna'),
    cc_address_json: addresses('The CC recipients, with names.', 'team@example.com', 'The team'),
    ai_agent_id: maybe(text('The AI agent that sent it.', exampleId))
  },
  {
    $id: 'Email',
    description: 'An email of the Unibox: sent by a campaign or by hand, received, or waiting to be sent.',
    additionalProperties: false,
    examples: [
      {
        id: '019bc0f1-7a1c-7d7e-8c4f-5b0c6f6d2a11',
        timestamp_created: exampleTime,
        timestamp_email: exampleTime,
        message_id: '<reply-1@example.org>',
        subject: 'Re: A question, Ben',
        from_address_email: 'ben@example.org',
        to_address_email_list: 'anna@example.com',
        body: { text: 'Happy to talk. Tuesday at ten?', html: 'Happy to talk.<br/>Tuesday at ten?' },
        organization_id: exampleWorkspace,
        campaign_id: exampleId,
        lead: 'ben@example.org',
        eaccount: 'anna@example.com',
        ue_type: 2,
        step: '0_0_0',
        is_unread: 1,
        is_focused: 1,
        i_status: 1,
        thread_id: 'f9-k1Vd0m3QxZ7tBn5sRw2yLcP',
        content_preview: 'Happy to talk.'
      }
    ]
  }
)
export interface Email extends Type.Static<typeof Email> {}
