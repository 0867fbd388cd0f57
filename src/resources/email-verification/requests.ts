import { Type } from 'typebox'
import { email, text } from '../schemas.ts'

export const CreateEmailVerification = Type.Object(
  {
    email: text('The address to check.', 'ben@example.org'),
    webhook_url: Type.Optional(
      text(
        'The URL that gets the result if it takes longer than ten seconds.',
        'http://localhost:3000/verified'
      )
    )
  },
  {
    description: 'The address to check.',
    additionalProperties: false,
    examples: [{ email: 'ben@example.org' }]
  }
)
export type CreateEmailVerification = Type.Static<typeof CreateEmailVerification>

export const VerifiedEmailInPath = Type.Object({
  email: email('The address that was checked.', 'ben@example.org')
})
