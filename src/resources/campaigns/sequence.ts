import { Type } from 'typebox'
import { oneOf } from '../schemas.ts'

const unit = (what: string) =>
  Type.Optional(
    oneOf(
      what,
      ['minutes', 'hours', 'days'],
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
  v_disabled: Type.Optional(
    Type.Boolean({ description: 'True takes the variant out of use.', examples: [false] })
  )
})

const Step = Type.Object({
  type: oneOf('The kind of step', ['email'], { email: 'an email' }),
  delay: Type.Number({ description: 'How long to wait before the next step.', examples: [2] }),
  delay_unit: unit('The unit of `delay`'),
  pre_delay: Type.Optional(
    Type.Number({ description: 'How long a subsequence waits before its first step.', examples: [1] })
  ),
  pre_delay_unit: unit('The unit of `pre_delay`'),
  variants: Type.Array(Variant, { description: 'The wordings that are tried side by side.' })
})

export const Sequence = Type.Object({
  steps: Type.Array(Step, { description: 'The emails, in the order of sending.' })
})
