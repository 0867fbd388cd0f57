import { Type } from 'typebox'
import { email, exampleId, flag, text } from '../schemas.ts'
import { assignedTo, bcc, cc, eaccount, html, plainText } from './fields.ts'

const described = (description: string, schema: object) => ({ description, ...schema })
const string = (description: string, schema: object = {}) =>
  described(description, { type: 'string', ...schema })

/** A forwarded email has a text, includes the original, or both. */
const saysSomething = [
  {
    required: ['body'],
    properties: {
      body: described('With a body of its own.', {
        type: 'object',
        properties: { html: string('The text as HTML.'), text: string('The plain text.') },
        anyOf: [
          { required: ['html'], properties: { html: string('Not empty.', { minLength: 1 }) } },
          { required: ['text'], properties: { text: string('Not empty.', { minLength: 1 }) } }
        ]
      })
    }
  },
  {
    required: ['include_original_body'],
    properties: {
      include_original_body: described('With the original.', { type: 'boolean', enum: [true] })
    }
  }
]

export const ForwardEmail = Type.Object(
  {
    eaccount,
    reply_to_uuid: text('The id of the email to forward.', exampleId),
    to_address_email_list: text('The recipients, separated by commas.', 'carla@example.org'),
    subject: text('The subject.', 'Fwd: A question, Ben'),
    body: Type.Optional(
      Type.Object(
        { html: Type.Optional(html), text: Type.Optional(plainText) },
        { description: 'The body above the original. Required unless `include_original_body` is true.' }
      )
    ),
    cc_address_email_list: cc,
    bcc_address_email_list: bcc,
    reply_to: Type.Optional(email('The address that replies should go to.')),
    forwarded_attachments: Type.Optional(
      text(
        'The attachments to pass on, as a JSON text.',
        '[{"filename":"prices.pdf","url":"https://files.example.com/prices.pdf"}]'
      )
    ),
    include_original_body: Type.Optional(
      flag('Whether the original follows, with its headers; false by default.', true)
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
