import { Type } from 'typebox'

const address = (description: string, example: string) =>
  Type.Refine(
    Type.String({ description, examples: [example] }),
    (text) => /^[^\s@]+@[^\s@]+$/.test(text),
    () => `an address such as ${example}`
  )

export const Inbound = Type.Object(
  {
    from: address('The sender.', 'ben@example.org'),
    to: address('The receiving account.', 'anna@example.com'),
    subject: Type.String({ description: 'The subject.', examples: ['Re: A question, Ben'] }),
    text: Type.String({
      description: 'The body as plain text.',
      examples: ['Happy to talk. Tuesday at ten?']
    }),
    html: Type.Optional(
      Type.String({
        description: 'The body as HTML; made from the text by default.',
        examples: ['Happy to talk.<br/>Tuesday at ten?']
      })
    ),
    in_reply_to: Type.Optional(
      Type.String({
        description:
          'The `id` or `message_id` of the email that it answers; by default the last one to the lead with this address.',
        minLength: 1,
        examples: ['019bc0f1-7a1c-7d7e-8c4f-5b0c6f6d2a11']
      })
    ),
    is_auto_reply: Type.Optional(
      Type.Boolean({ description: 'Whether it is an automatic reply; false by default.', examples: [true] })
    )
  },
  {
    additionalProperties: false,
    examples: [
      {
        from: 'ben@example.org',
        to: 'anna@example.com',
        subject: 'Re: A question, Ben',
        text: 'Happy to talk. Tuesday at ten?'
      }
    ]
  }
)
export type Inbound = Type.Static<typeof Inbound>
