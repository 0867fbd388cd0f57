import { Type } from 'typebox'

const count = (description: string, example: number) =>
  Type.Optional(Type.Integer({ minimum: 0, description, examples: [example] }))
const limit = {
  per_second: count('Requests a second at most.', 100),
  per_minute: count('Requests a minute at most.', 6000),
  per_hour: count('Requests an hour at most.', 900),
  per_30_days: count('Requests in thirty days at most.', 500)
}
const closed = { additionalProperties: false }

export const Settings = Type.Object(
  {
    enabled: Type.Boolean({ description: 'Whether limits hold; off at the beginning.', examples: [true] }),
    ...limit,
    operations: Type.Record(Type.String(), Type.Object(limit, closed), {
      description: 'Lower limits of single operations, by operationId; those that are not named stay.',
      examples: [{ listEmail: { per_minute: 20 } }]
    })
  },
  { ...closed, description: 'The limits.' }
)

export const LimitChanges = Type.Partial(Settings, { ...closed, examples: [{ enabled: true }] })
