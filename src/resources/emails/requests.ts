import { Type } from 'typebox'
import { email, exampleId, exampleTime, text } from '../schemas.ts'
import { assignedTo, bcc, cc, eaccount, html, plainText } from './fields.ts'
import { Email } from './schema.ts'

export const SendTestEmail = Type.Object(
  {
    eaccount,
    to_address_email_list: text('The recipients, separated by commas.', 'anna@example.com,team@example.com'),
    subject: text('The subject.', 'Does this look right?'),
    body: Type.Object({ html }, { description: 'The body.' })
  },
  {
    examples: [
      {
        eaccount: 'anna@example.com',
        to_address_email_list: 'team@example.com',
        subject: 'Does this look right?',
        body: { html: 'Hello,<br/>may I ask?' }
      }
    ]
  }
)
export type SendTestEmail = Type.Static<typeof SendTestEmail>

export const ReplyToEmail = Type.Object(
  {
    eaccount,
    reply_to_uuid: text('The id of the email to answer.', exampleId),
    subject: text('The subject.', 'Re: A question, Ben'),
    body: Type.Object(
      { html: Type.Optional(html), text: Type.Optional(plainText) },
      { description: 'The body as plain text, as HTML, or both.' }
    ),
    additional_recipients: Type.Optional(
      Type.Array(email('An address.', 'carla@example.org'), {
        description: 'More recipients besides the sender of the original email.',
        examples: [['carla@example.org']]
      })
    ),
    cc_address_email_list: cc,
    bcc_address_email_list: bcc,
    reminder_ts: Type.Optional(text('The time of its reminder.', exampleTime, { format: 'date-time' })),
    assigned_to: assignedTo
  },
  {
    examples: [
      {
        eaccount: 'anna@example.com',
        reply_to_uuid: exampleId,
        subject: 'Re: A question, Ben',
        body: { html: 'Tuesday at ten it is.<br/>Anna', text: 'Tuesday at ten it is.' }
      }
    ]
  }
)
export type ReplyToEmail = Type.Static<typeof ReplyToEmail>

export const PatchEmail = Type.Pick(Email, ['is_unread', 'reminder_ts'], {
  description: 'The changes; null unsets a field.',
  additionalProperties: false,
  minProperties: 1,
  examples: [{ is_unread: 0, reminder_ts: exampleTime }]
})
export type PatchEmail = Type.Static<typeof PatchEmail>
