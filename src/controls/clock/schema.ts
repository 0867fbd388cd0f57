import { Type } from 'typebox'
import { DURATION } from './duration.ts'
import { instantOf } from './instant.ts'

/** A string that holds an instant; see `instantOf`. */
export const instant = (description: string) =>
  Type.Refine(
    Type.String({ description, examples: ['2026-01-15T09:30:00Z'] }),
    (text) => instantOf(text) !== undefined,
    () => 'an instant from 1970 to 9998 such as 2026-01-15T09:30:00Z'
  )

/** Counts by event type, as named in the timeline. */
export const Happened = Type.Record(Type.String(), Type.Number(), {
  description: 'How many events of each type happened on the way.',
  examples: [{ email_sent: 40, reply_received: 2 }]
})

export const Made = Type.Object(
  {
    delivered: Type.Integer({ description: 'How many were delivered.', examples: [3] }),
    failed: Type.Integer({ description: 'How many failed for good.', examples: [0] }),
    waiting: Type.Integer({ description: 'How many are waiting, on hold or for a retry.', examples: [0] })
  },
  { description: 'The deliveries in the meantime; absent if there were none.' }
)
export type Made = Type.Static<typeof Made>

export const ClockFace = Type.Object(
  {
    now: Type.String({ description: "The workspace's time.", examples: ['2026-01-15T09:30:00.000Z'] }),
    frozen: Type.Boolean({ description: 'Whether the clock is frozen.', examples: [true] }),
    happened: Type.Optional(Happened),
    deliveries: Type.Optional(Made)
  },
  { description: 'The state of the clock.' }
)
export type ClockFace = Type.Static<typeof ClockFace>

/** The clock after it was set or advanced. */
export const ClockMoved = Type.Object(
  { ...ClockFace.properties, happened: Happened },
  { description: 'The state of the clock, and what happened on the way.' }
)
export type ClockMoved = Type.Static<typeof ClockMoved>

export const At = Type.Optional(instant('When to freeze it; the current time by default.'))
export const To = instant('The new time.')
/** A string; `milliseconds` reads it, and refuses what is no duration. */
export const duration = (description: string, example: string) =>
  Type.Refine(
    Type.String({ description, examples: [example] }),
    () => true,
    () => DURATION
  )

export const By = duration(
  'A duration: ISO 8601, or a number with w, d, h, m, s or ms, or with the word: `1 week`.',
  '3d'
)
export const Settle = Type.Optional(
  Type.Boolean({ description: 'False does not wait for deliveries to webhooks.', examples: [false] })
)
