import { type TArrayOptions, Type } from 'typebox'
import { number, wordOf } from '../schemas.ts'

const unit = (what: string) =>
  Type.Optional(
    wordOf(
      what,
      { minutes: 'minutes', hours: 'hours', days: 'days' },
      { default: 'days', examples: ['days'] }
    )
  )

const Variant = Type.Object({
  subject: Type.String({
    description: 'The subject; may hold variables.',
    examples: ['A question, {{firstName}}']
  }),
  body: Type.String({
    description: 'The text, as HTML; may hold variables. Lines are broken with `<br/>`.',
    examples: ['Hello {{firstName}},<br/><br/>are you the right person to ask?']
  }),
  v_disabled: Type.Optional(Type.Boolean({ description: 'True disables the variant.', examples: [false] }))
})

const sequence = (variants: TArrayOptions) =>
  Type.Object({
    steps: Type.Array(
      Type.Object({
        type: wordOf('The kind of step', { email: 'an email' }),
        delay: number('How long to wait before the next step.', 2),
        delay_unit: unit('The unit of `delay`'),
        pre_delay: Type.Optional(number('How long a subsequence waits before its first step.', 1)),
        pre_delay_unit: unit('The unit of `pre_delay`'),
        variants: Type.Array(Variant, {
          description: 'The variants to test against each other.',
          ...variants
        })
      }),
      { description: 'The emails, in sending order.' }
    )
  })

export const Sequence = sequence({})

/** The contract bounds only the variants of a subsequence: 1 to 26, at least one of them enabled. */
export const SubsequenceSequence = sequence({
  minItems: 1,
  maxItems: 26,
  contains: {
    type: 'object',
    not: { properties: { v_disabled: { enum: [true] } }, required: ['v_disabled'] }
  }
})
