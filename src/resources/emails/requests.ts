import { Type } from 'typebox'
import { exampleId, exampleTime, flag, number, text, wordOf } from '../schemas.ts'
import { Email } from './schema.ts'

const eaccount = text('The account that sends it, by email. It must be in the workspace.', 'anna@example.com')
const cc = Type.Optional(text('Who gets a copy, separated by commas.', 'team@example.com'))
const bcc = Type.Optional(text('Who gets a blind copy, separated by commas.', 'archive@example.com'))
const assignedTo = Type.Optional(text('The user who is to look after the lead.', exampleId))
const html = text('The text as HTML; lines are broken with `<br/>`.', 'Tuesday at ten it is.<br/>Anna')
const plainText = text('The plain text.', 'Tuesday at ten it is.')

export const SendTestEmail = Type.Object(
  {
    eaccount,
    to_address_email_list: text('Who gets it, separated by commas.', 'anna@example.com,team@example.com'),
    subject: text('The subject.', 'Does this look right?'),
    body: Type.Object({ html }, { description: 'What it says.' })
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
      { description: 'What it says, in one form or both.' }
    ),
    additional_recipients: Type.Optional(
      Type.Array(text('An address.', 'carla@example.org', { format: 'email' }), {
        description: 'Who gets it besides the sender of the email that is answered.',
        examples: [['carla@example.org']]
      })
    ),
    cc_address_email_list: cc,
    bcc_address_email_list: bcc,
    reminder_ts: Type.Optional(text('When to be reminded of it.', exampleTime, { format: 'date-time' })),
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

/** A forwarded email says something of its own, brings the original along, or both. */
const saysSomething = [
  {
    required: ['body'],
    properties: {
      body: {
        type: 'object',
        properties: { html: { type: 'string' }, text: { type: 'string' } },
        anyOf: [
          { required: ['html'], properties: { html: { type: 'string', minLength: 1 } } },
          { required: ['text'], properties: { text: { type: 'string', minLength: 1 } } }
        ]
      }
    }
  },
  {
    required: ['include_original_body'],
    properties: { include_original_body: { type: 'boolean', enum: [true] } }
  }
]

export const ForwardEmail = Type.Object(
  {
    eaccount,
    reply_to_uuid: text('The id of the email to forward.', exampleId),
    to_address_email_list: text('Who gets it, separated by commas.', 'carla@example.org'),
    subject: text('The subject.', 'Fwd: A question, Ben'),
    body: Type.Optional(
      Type.Object(
        { html: Type.Optional(html), text: Type.Optional(plainText) },
        { description: 'What to say above the original. Needed unless `include_original_body` is true.' }
      )
    ),
    cc_address_email_list: cc,
    bcc_address_email_list: bcc,
    reply_to: Type.Optional(text('Where answers should go.', 'anna@example.com', { format: 'email' })),
    forwarded_attachments: Type.Optional(
      text(
        'The attachments to pass on, as a JSON text.',
        '[{"filename":"prices.pdf","url":"https://files.example.com/prices.pdf"}]'
      )
    ),
    include_original_body: Type.Optional(
      flag('Whether the original follows, with its headers; false unless told.', true)
    ),
    assigned_to: assignedTo
  },
  {
    anyOf: saysSomething,
    examples: [
      {
        eaccount: 'anna@example.com',
        reply_to_uuid: exampleId,
        to_address_email_list: 'carla@example.org',
        subject: 'Fwd: A question, Ben',
        body: { html: 'For you, I think.' },
        include_original_body: true
      }
    ]
  }
)
export type ForwardEmail = Type.Static<typeof ForwardEmail>

export const PatchEmail = Type.Pick(Email, ['is_unread', 'reminder_ts'], {
  description: 'What to change; null leaves a field unset.',
  additionalProperties: false,
  minProperties: 1,
  examples: [{ is_unread: 0, reminder_ts: exampleTime }]
})
export type PatchEmail = Type.Static<typeof PatchEmail>

const Sent = Type.Object({ status: wordOf('What came of it', { success: 'it was sent' }) })
const NotSent = Type.Object({
  error: wordOf('Why it was not sent', {
    ACC_AUTH_ERROR: 'the account could not log in',
    ACC_NOT_FOUND: 'the workspace has no such account',
    ACC_UNKNOWN_ERROR: 'another reason'
  })
})

/** A test that fails is told of with status 200, too. */
export const TestEmailResult = Type.Unsafe<Type.Static<typeof Sent> | Type.Static<typeof NotSent>>({
  description: 'What came of it.',
  oneOf: [Sent, NotSent],
  examples: [{ status: 'success' }]
})
export type TestEmailResult = Type.Static<typeof TestEmailResult>

export const UnreadCount = Type.Object(
  { count: Type.Optional(number('How many received emails are unread.', 3)) },
  { description: 'The count.' }
)

export const MarkedAsRead = Type.Object(
  { success: Type.Optional(flag('Always true, for a thread that is not there, too.', true)) },
  { description: 'Done.' }
)
