import { type Static, Type } from 'typebox'
import { duration, Happened, Made, Settle } from '../../controls/clock/schema.ts'
import { DueItem } from '../../controls/due/schema.ts'
import { Queued } from '../../deliveries/control/schema.ts'
import {
  exampleEmail,
  exampleId,
  exampleTime,
  flag,
  integer,
  mapOf,
  nullable,
  number,
  text,
  wordOf
} from '../../resources/schemas.ts'
import { eventTypes } from '../../world/events.ts'
import { outcome } from '../plans/schema.ts'
import { Seed, SimulationSettings } from '../settings.ts'

const closed = { additionalProperties: false }

const next = nullable(
  Type.Object(DueItem.properties, {
    description: 'What is due next; null if nothing is. `GET /__admin/due` lists all.',
    examples: [{ task: 'look_at_campaign', argument: exampleId, due: exampleTime }]
  })
)

export const SimulationFace = Type.Object(
  { ...SimulationSettings.properties, seed: Seed, next },
  { description: 'The settings of the simulator, its seed, and what is due next.' }
)
export type SimulationFace = Static<typeof SimulationFace>

export const RunUntil = Type.Object(
  {
    until: wordOf('When to stop', {
      idle: 'when nothing is due',
      completed: 'when the campaign, or every activated campaign, has ended',
      next: 'after the next event'
    }),
    campaign: Type.Optional(text('The campaign for `completed`.', exampleId)),
    at_most: Type.Optional(duration('How far the clock may move; `90d` by default.', '90d')),
    settle: Settle
  },
  { ...closed, examples: [{ until: 'completed', campaign: exampleId }] }
)
export type RunUntil = Static<typeof RunUntil>

export const RunResult = Type.Object(
  {
    now: text("The workspace's time.", exampleTime),
    frozen: flag('Whether the clock is frozen.', true),
    stopped: wordOf('Why the run stopped', {
      idle: 'nothing is due',
      completed: 'the campaign has ended',
      next: 'an event has happened',
      at_most: 'the clock has moved by `at_most`'
    }),
    happened: Happened,
    deliveries: Type.Optional(Made)
  },
  { description: 'The clock after the run, and what happened on the way.' }
)
export type RunResult = Static<typeof RunResult>

export const EventNow = Type.Object(
  {
    ...outcome,
    lead: text('The lead, by id or email.', exampleEmail),
    campaign: Type.Optional(text('The campaign, if the email is in several.', exampleId)),
    step: Type.Optional(integer('The step, from 1; by default the last one sent.', 1, { minimum: 1 })),
    force: Type.Optional(flag('Whether to count it even if the campaign does not track it.', false))
  },
  { ...closed, examples: [{ event: 'reply', lead: exampleEmail, text: 'Yes, interested', interest: 1 }] }
)
export type EventNow = Static<typeof EventNow>

const unsubscribeHeaders = {
  'List-Unsubscribe': `<https://unsubscribe.example.com/${exampleId}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
}

export const TimelineRow = Type.Object(
  {
    at: text('When it happened.', exampleTime),
    type: text('The type of the event.', 'email_sent'),
    campaign: Type.Optional(text('The campaign.', exampleId)),
    subsequence: Type.Optional(text('The subsequence.', exampleId)),
    lead: Type.Optional(text('The lead, by id.', exampleId)),
    account: Type.Optional(text('The account.', 'anna@example.com')),
    step: Type.Optional(integer('The step, from 1.', 1)),
    variant: Type.Optional(integer('The variant, from 1.', 1)),
    email: Type.Optional(text('The email, by id.', exampleId)),
    reason: Type.Optional(
      Type.Unsafe<string | number>({
        description: 'The reason, or the result.',
        examples: ['it has no email']
      })
    ),
    headers: Type.Optional(
      mapOf(
        text('The value.', 'List-Unsubscribe=One-Click'),
        'The headers added to an email of a campaign with `insert_unsubscribe_header`; nothing answers at the address.',
        { examples: [unsubscribeHeaders] }
      )
    ),
    tracks: Type.Optional(
      Type.Array(
        wordOf('What is tracked', {
          opens: 'that it is opened',
          clicks: 'that its links are followed'
        }),
        {
          description:
            'What the campaign tracked when it sent the email; the stored email has no sign of it.',
          examples: [['opens', 'clicks']]
        }
      )
    )
  },
  { $id: 'TimelineRow', description: 'An event.' }
)
export type TimelineRow = Static<typeof TimelineRow>

export const EventResult = Type.Object(
  {
    happened: Happened,
    events: Type.Array(TimelineRow, { description: 'What happened, as in the timeline.' }),
    queued: Type.Array(Queued, { description: 'The deliveries to webhooks that follow.' })
  },
  { description: 'What the event has changed, and what follows from it.' }
)
export type EventResult = Static<typeof EventResult>

const statusCount = mapOf(number('How many leads.', 12), 'How many leads have each status.', {
  examples: [{ '1': 12, '3': 5 }]
})

export const Why = Type.Object(
  {
    status: number('The status of the campaign.', 1),
    is_live: flag('Whether it was activated here, if only once: other campaigns never send.', true),
    reason: Type.Object({
      code: text(
        'What keeps it from sending, as `sending-status` names it; or `never_activated`, or `simulation_disabled`.',
        'out_of_schedule'
      ),
      number: nullable(number('The same as in `not_sending_status`.', 1)),
      message: text('The same in words.', 'Campaign is outside its sending hours')
    }),
    next_at: nullable(text('When the next email goes out, if nothing changes.', exampleTime)),
    senders: Type.Array(
      Type.Object({
        account: text('The account.', exampleEmail),
        usable: flag('Whether it exists and is active.', true),
        available_at: nullable(text('When gaps and limits allow it to send.', exampleTime)),
        is_full: flag('Whether its daily limit is reached.', false)
      })
    ),
    left_today: Type.Object({
      emails: nullable(number('How many emails the daily limit leaves; null without a limit.', 20)),
      new_leads: nullable(number('How many new leads; null without a limit.', 5))
    }),
    leads: statusCount
  },
  { description: 'Why the campaign currently sends or does not.' }
)
export type Why = Static<typeof Why>

export const TimelineQuery = Type.Object({
  limit: Type.Optional(integer('How many rows at most; 100 by default.', 100, { minimum: 1, maximum: 1000 })),
  starting_after: Type.Optional(
    text('The `next_starting_after` of the previous page.', '100', { pattern: '^[0-9]+$' })
  ),
  campaign: Type.Optional(text('Only events of this campaign.', exampleId)),
  lead: Type.Optional(text('Only events of this lead, by id or email.', exampleEmail)),
  type: Type.Optional(
    Type.Unsafe<(typeof eventTypes)[number]>({
      type: 'string',
      enum: [...eventTypes],
      description: 'Only events of this type.',
      examples: ['email_sent']
    })
  ),
  sort_order: Type.Optional(wordOf('Which way', { asc: 'oldest first, the default', desc: 'newest first' })),
  since: Type.Optional(text('Only events since this time.', exampleTime, { format: 'date-time' }))
})
export type TimelineQuery = Static<typeof TimelineQuery>
