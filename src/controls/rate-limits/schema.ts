import { Type } from 'typebox'
import type { OperationId } from '../../contract.ts'

const count = (description: string, example: number) =>
  Type.Optional(Type.Integer({ minimum: 0, description, examples: [example] }))
/** The windows that the documentation counts in. */
const limit = {
  per_second: count('Requests a second at most.', 100),
  per_minute: count('Requests a minute at most.', 6000),
  per_hour: count('Requests an hour at most.', 900),
  per_30_days: count('Requests in thirty days at most.', 500)
}
const closed = { additionalProperties: false }

/** How many requests may come in each window. */
export const Limit = Type.Object(limit, closed)
export type Limit = Type.Static<typeof Limit>

export const LimitSettings = Type.Object(
  {
    enabled: Type.Boolean({ description: 'Whether limits hold; off at the beginning.', examples: [true] }),
    ...limit,
    operations: Type.Unsafe<{ [Id in OperationId]?: Limit }>(
      Type.Record(Type.String(), Limit, {
        description: 'Lower limits of single operations, by operationId; those that are not named stay.',
        examples: [{ listEmail: { per_minute: 20 } }]
      })
    )
  },
  { ...closed, description: 'The limits.' }
)
export type LimitSettings = Type.Static<typeof LimitSettings>

export const LimitChanges = Type.Partial(LimitSettings, { ...closed, examples: [{ enabled: true }] })
export type LimitChanges = Type.Static<typeof LimitChanges>
