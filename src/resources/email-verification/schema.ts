import { Type } from 'typebox'
import { maybe, number, text, wordOf } from '../schemas.ts'

const verificationStatus = () =>
  wordOf(
    'The result for the address',
    {
      pending: 'nothing yet',
      verified: 'it accepts mail',
      invalid: 'it accepts none'
    },
    { readOnly: true, examples: ['verified'] }
  )

/** The contract's only field that is a boolean or a string. */
const catchAll = () =>
  Type.Unsafe<boolean | 'pending'>({
    type: ['boolean', 'string'],
    description:
      'Whether its domain accepts mail for every address: `true` it does, `false` it does not, `pending` not known yet.',
    readOnly: true,
    enum: [true, false, 'pending'],
    'x-enumDescriptions': { false: 'it does not', true: 'it does', pending: 'not known yet' },
    examples: [false]
  })

export const EmailVerification = Type.Object(
  {
    status: maybe(
      wordOf(
        'Whether the request succeeded, whatever the result for the address',
        { success: 'it was done', error: 'it failed' },
        { readOnly: true }
      )
    ),
    email: text('The address.', 'ben@example.org'),
    verification_status: verificationStatus(),
    catch_all: Type.Optional(catchAll()),
    credits: maybe(number('How many verification credits are left.', 999.75, { readOnly: true })),
    credits_used: maybe(number('How many credits this took.', 0.25, { readOnly: true }))
  },
  {
    $id: 'EmailVerification',
    description: 'The verification of an email address.',
    additionalProperties: false,
    examples: [
      {
        email: 'ben@example.org',
        verification_status: 'verified',
        status: 'success',
        catch_all: false,
        credits: 999.75,
        credits_used: 0.25
      }
    ]
  }
)
export interface EmailVerification extends Type.Static<typeof EmailVerification> {}
