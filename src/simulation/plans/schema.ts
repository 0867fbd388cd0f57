import { type Static, Type } from 'typebox'
import { duration } from '../../controls/clock/schema.ts'
import { exampleId, flag, integer, nullable, number, text, wordOf } from '../../resources/schemas.ts'

export const PlanMatch = Type.Object(
  {
    on: Type.Optional(
      wordOf('What it reacts to', {
        email_sent: 'an email of a campaign, the default',
        manual_sent: 'a reply sent through the API'
      })
    ),
    campaign: Type.Optional(text('The id of the campaign.', exampleId)),
    lead: Type.Optional(
      text('The email of the lead; `*` matches any characters.', '*@acme.example', { minLength: 1 })
    ),
    account: Type.Optional(
      text('The email of the sending account; `*` matches any characters.', 'anna@example.com', {
        minLength: 1
      })
    ),
    step: Type.Optional(
      integer('The step of the campaign or subsequence, counted from 1.', 1, { minimum: 1 })
    ),
    variant: Type.Optional(integer('The variant of the step, counted from 1.', 1, { minimum: 1 })),
    share: Type.Optional(
      number('The share of these emails, from 0 to 1; the seed decides which ones.', 0.4, {
        minimum: 0,
        maximum: 1
      })
    ),
    every: Type.Optional(integer('Only every Nth of these emails.', 10, { minimum: 1 })),
    times: Type.Optional(integer('How many times at most.', 1, { minimum: 1 }))
  },
  { additionalProperties: false, description: 'Which emails the plan applies to; all by default.' }
)
export type PlanMatch = Static<typeof PlanMatch>

/** The fields that planned and immediate events share. */
export const outcome = {
  event: wordOf('What happens', {
    open: 'the lead opens the email',
    click: 'the lead clicks a link',
    reply: 'the lead answers',
    auto_reply: 'the mailbox of the lead sends an automatic reply',
    bounce: 'the email bounces',
    unsubscribe: 'the lead unsubscribes',
    interest: 'the interest of the lead changes',
    account_error: 'the sending account can no longer connect'
  }),
  text: Type.Optional(text('The text of the reply, or of the error.', 'Yes, interested')),
  quote: Type.Optional(flag('Whether a reply quotes the email below its text; true by default.', true)),
  interest: Type.Optional(
    nullable(
      integer('The new interest of the lead; null removes it.', 1, {
        minimum: -30_000,
        maximum: 30_000
      })
    )
  ),
  ai_interest_value: Type.Optional(number("The AI's rating of the reply.", 0.9))
}

const wait = duration('A duration such as `10m`, `2h`, `3d` or `PT1H30M`.', '2h')

const After = Type.Union(
  [
    wait,
    Type.Object(
      {
        between: Type.Unsafe<[string, string]>({
          type: 'array',
          items: wait,
          minItems: 2,
          maxItems: 2,
          description: 'The shortest and the longest duration; the seed decides between them.',
          examples: [['1h', '8h']]
        })
      },
      { additionalProperties: false, examples: [{ between: ['1h', '8h'] }] }
    )
  ],
  { description: 'How long after the email; immediately by default.' }
)
export type After = Static<typeof After>

export const PlannedEvent = Type.Object(
  { ...outcome, after: Type.Optional(After) },
  { additionalProperties: false }
)
export type PlannedEvent = Static<typeof PlannedEvent>

const example = {
  match: { lead: '*@acme.example', step: 1 },
  do: [
    { event: 'open', after: '10m' },
    { event: 'reply', after: '2h', text: 'Yes, interested', interest: 1 }
  ]
}

export const NewPlan = Type.Object(
  {
    match: Type.Optional(PlanMatch),
    do: Type.Optional(Type.Array(PlannedEvent, { minItems: 1, description: 'The reactions.' })),
    profile: Type.Optional(
      wordOf('A set of ready-made plans', { typical: 'the reactions that a typical campaign gets' })
    ),
    also: Type.Optional(flag('Whether later plans may match the same email, too; false by default.', true)),
    seed: Type.Optional(integer('A different seed selects different emails and times.', 7))
  },
  {
    additionalProperties: false,
    description: 'Reactions to outgoing emails: either `do` or a `profile`.',
    examples: [example]
  }
)
export type NewPlan = Static<typeof NewPlan>

export const KeptPlan = Type.Object(
  {
    id: integer('Its number, for removing it.', 1),
    match: PlanMatch,
    do: Type.Array(PlannedEvent, { description: 'The reactions.' }),
    also: flag('Whether later plans may match the same email, too.', false),
    counted: integer('How many emails matched.', 20),
    fired: integer('How many of them got a reaction.', 2)
  },
  { description: 'A plan with its counts.' }
)
export type KeptPlan = Static<typeof KeptPlan>

export const NewPlans = Type.Array(NewPlan, {
  minItems: 1,
  description: 'The plans; the first that matches an email decides.',
  examples: [[example]]
})
