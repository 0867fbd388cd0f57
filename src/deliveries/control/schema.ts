import { Type } from 'typebox'
import { modes } from '../mode.ts'
import { states } from '../outbox.ts'

const closed = { additionalProperties: false }
const maybe = (type: string, description: string, example: unknown) =>
  Type.Unsafe<string | null>({ type: [type, 'null'], description, examples: [example] })
const numbers = (description: string) =>
  Type.Array(Type.Integer({ minimum: 1 }), { description, examples: [[3, 1]] })

const state = Type.Enum([...states], {
  description:
    '`waiting` for its first or next call, `delivered`, `failed` after the last try, `dropped` with its webhook.',
  examples: ['delivered']
})
const event_type = Type.String({
  description: "The event's name in the payload.",
  examples: ['reply_received']
})

export const DeliveryFace = Type.Object(
  {
    id: Type.Integer({ description: 'Counts the deliveries of the workspace, from 1.', examples: [1] }),
    state,
    event_type,
    lead_email: maybe('string', 'The lead that it is about.', 'ben@example.org'),
    webhook: maybe('string', 'The webhook; null for the result of an email verification.', null),
    url: maybe(
      'string',
      'The URL; null if the webhook is deleted or disabled.',
      'http://localhost:3001/hook'
    ),
    tries: Type.Integer({ description: 'How many calls were made.', examples: [1] }),
    at: Type.String({ description: 'When the event happened.', examples: ['2026-01-15T09:30:00.000Z'] }),
    due: Type.String({
      description: 'When the next call is due, or the last was made.',
      examples: ['2026-01-15T09:30:00.000Z']
    }),
    payload: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      description: 'The body, as it was when the event happened.',
      additionalProperties: true,
      examples: [{ event_type: 'reply_received', lead_email: 'ben@example.org' }]
    }),
    curl: Type.String({
      description: 'A command that makes the same call.',
      examples: ["curl -X POST 'http://localhost:3001/hook' --data-binary '{}'"]
    })
  },
  { description: 'The delivery of an event to a webhook.' }
)
export type DeliveryFace = Type.Static<typeof DeliveryFace>

/** A delivery as it is named by what has caused it. */
export const Queued = Type.Pick(DeliveryFace, ['id', 'event_type', 'webhook', 'url'], {
  description: 'A delivery, by its number.'
})
export type Queued = Type.Static<typeof Queued>

const mode = Type.Enum([...modes], {
  description:
    '`deliver` sends; `hold` sends only released deliveries; `record` sends nothing and counts everything as answered with 200.',
  examples: ['record']
})

export const DeliveriesFace = Type.Object(
  { mode, items: Type.Array(DeliveryFace, { description: 'The newest matching deliveries, oldest first.' }) },
  { description: 'The deliveries and their results.' }
)
export type DeliveriesFace = Type.Static<typeof DeliveriesFace>

export const SetMode = Type.Object({ mode }, { ...closed, examples: [{ mode: 'record' }] })
export type SetMode = Type.Static<typeof SetMode>

export const FindDeliveries = Type.Object(
  {
    state: Type.Optional(state),
    event_type: Type.Optional(event_type),
    webhook: Type.Optional(Type.String({ description: 'The webhook, by its id.' })),
    lead_email: Type.Optional(Type.String({ description: 'The lead.', examples: ['ben@example.org'] })),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_000,
        description: 'How many; 100 by default.',
        examples: [100]
      })
    )
  },
  closed
)
export type FindDeliveries = Type.Static<typeof FindDeliveries>

export const Release = Type.Object(
  {
    next: Type.Optional(
      Type.Integer({ minimum: 1, description: 'How many of the oldest to release.', examples: [1] })
    ),
    ids: Type.Optional(numbers('These, in this order; one named twice is sent twice.'))
  },
  { ...closed, description: 'Which deliveries to release; all by default.', examples: [{ next: 1 }] }
)
export type Release = Type.Static<typeof Release>

export const Redeliver = Type.Object(
  { ids: numbers('What to send again, in this order, as new deliveries.') },
  { ...closed, examples: [{ ids: [1] }] }
)

export const Numbers = Type.Object(
  { ids: numbers('The numbers of the deliveries.') },
  { description: 'The deliveries that are sent.' }
)
export type Numbers = Type.Static<typeof Numbers>

export const Idle = Type.Object(
  { idle: Type.Boolean({ description: 'False if half a minute was not enough.', examples: [true] }) },
  { description: 'Whether nothing is in flight or due.' }
)
export type Idle = Type.Static<typeof Idle>

const count = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description, examples: [1] }))

export const DeliveryExpectation = Type.Object(
  {
    event_type: Type.Optional(event_type),
    lead_email: Type.Optional(Type.String({ description: 'The lead.', examples: ['ben@example.org'] })),
    webhook: Type.Optional(Type.String({ description: 'The webhook, by its id.' })),
    payload: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'What the payload must contain.',
        examples: [{ campaign_name: 'Spring' }]
      })
    ),
    exactly: count('Exactly this number.'),
    at_least: count('At least this number; 1 by default.'),
    at_most: count('At most this number.')
  },
  closed
)
export type DeliveryExpectation = Type.Static<typeof DeliveryExpectation>

export const VerifyDeliveries = Type.Object(
  {
    deliveries: Type.Array(DeliveryExpectation, { minItems: 1, description: 'The expected deliveries.' }),
    in_order: Type.Optional(
      Type.Boolean({ description: 'Whether they must come in this order, as for calls.', examples: [true] })
    )
  },
  { ...closed, examples: [{ deliveries: [{ event_type: 'email_bounced', exactly: 0 }] }] }
)
