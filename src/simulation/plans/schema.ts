import { type Static, Type } from 'typebox'
import { exampleId, flag, integer, nullable, number, text, wordOf } from '../../resources/schemas.ts'

export const PlanMatch = Type.Object(
  {
    on: Type.Optional(
      wordOf('What it follows', {
        email_sent: 'an email of a campaign, unless told otherwise',
        manual_sent: 'a reply that was sent by the API'
      })
    ),
    campaign: Type.Optional(text('The id of the campaign.', exampleId)),
    lead: Type.Optional(
      text('The email of the lead; `*` stands for any characters.', '*@acme.example', { minLength: 1 })
    ),
    account: Type.Optional(
      text('The email of the account that sent; `*` stands for any characters.', 'anna@example.com', {
        minLength: 1
      })
    ),
    step: Type.Optional(
      integer('The step of the campaign or subsequence, counted from 1.', 1, { minimum: 1 })
    ),
    variant: Type.Optional(integer('The variant of the step, counted from 1.', 1, { minimum: 1 })),
    share: Type.Optional(
      number('What part of these emails, from 0 to 1; which ones follows from the seed.', 0.4, {
        minimum: 0,
        maximum: 1
      })
    ),
    every: Type.Optional(integer('Only every nth of these emails.', 10, { minimum: 1 })),
    times: Type.Optional(integer('How often at most.', 1, { minimum: 1 }))
  },
  { additionalProperties: false, description: 'Which emails the plan is about; all unless told.' }
)
export type PlanMatch = Static<typeof PlanMatch>

/** What a planned event may say, and one that happens now. */
export const outcome = {
  event: wordOf('What happens', {
    open: 'the lead opens the email',
    click: 'the lead follows a link',
    reply: 'the lead answers',
    auto_reply: 'the mailbox of the lead answers by itself',
    bounce: 'the email comes back',
    unsubscribe: 'the lead wants no more',
    interest: 'the interest of the lead changes',
    account_error: 'the account that sent can no longer connect'
  }),
  text: Type.Optional(text('The text of the reply, or of the error.', 'Yes, interested')),
  quote: Type.Optional(flag('Whether a reply quotes the email below; true unless told.', true)),
  interest: Type.Optional(
    nullable(
      integer('The interest that the lead then has; null takes it away.', 1, {
        minimum: -30_000,
        maximum: 30_000
      })
    )
  ),
  ai_interest_value: Type.Optional(number('What the AI makes of the reply.', 0.9))
}

const duration = text('A duration such as `10m`, `2h`, `3d` or `PT1H30M`.', '2h')

const After = Type.Union(
  [
    duration,
    Type.Object(
      {
        between: Type.Unsafe<[string, string]>({
          type: 'array',
          items: duration,
          minItems: 2,
          maxItems: 2,
          description: 'The shortest and the longest time; which in between follows from the seed.',
          examples: [['1h', '8h']]
        })
      },
      { additionalProperties: false }
    )
  ],
  { description: 'How long after the email; at once unless told.' }
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
    do: Type.Optional(Type.Array(PlannedEvent, { minItems: 1, description: 'What then happens.' })),
    profile: Type.Optional(wordOf('Plans made in advance', { typical: 'what a usual campaign meets with' })),
    also: Type.Optional(flag('Whether later plans may match the same email, too; false unless told.', true)),
    seed: Type.Optional(integer('Another one chooses other emails, and other times.', 7))
  },
  {
    additionalProperties: false,
    description: 'What follows on emails that go out: either `do` or a `profile`.',
    examples: [example]
  }
)
export type NewPlan = Static<typeof NewPlan>

export const KeptPlan = Type.Object(
  {
    id: integer('Its number, by which it is removed.', 1),
    match: PlanMatch,
    do: Type.Array(PlannedEvent, { description: 'What then happens.' }),
    also: flag('Whether later plans may match the same email, too.', false),
    counted: integer('How many emails it was about.', 20),
    fired: integer('On how many of them it has fired.', 2)
  },
  { description: 'A plan, and what has come of it.' }
)
export type KeptPlan = Static<typeof KeptPlan>

export const NewPlans = Type.Array(NewPlan, {
  minItems: 1,
  description: 'The plans; of those that match an email the first decides.',
  examples: [[example]]
})
