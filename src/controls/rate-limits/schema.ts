import { Type } from 'typebox'
import type { OperationId } from '../../contract.ts'

const count = (description: string, example: number) =>
  Type.Optional(Type.Integer({ minimum: 0, description, examples: [example] }))
/** The windows that the documentation names. */
const limit = {
  per_second: count('Maximum requests per second.', 100),
  per_minute: count('Maximum requests per minute.', 6000),
  per_hour: count('Maximum requests per hour.', 900),
  per_30_days: count('Maximum requests per 30 days.', 500)
}
const closed = { additionalProperties: false }

/** The maximum number of requests in each window. */
export const Limit = Type.Object(limit, closed)
export type Limit = Type.Static<typeof Limit>

export const LimitSettings = Type.Object(
  {
    enabled: Type.Boolean({ description: 'Whether limits are enforced; off by default.', examples: [true] }),
    ...limit,
    operations: Type.Unsafe<{ [Id in OperationId]?: Limit }>(
      Type.Record(Type.String(), Limit, {
        description:
          'Lower limits for single operations, by operationId; operations that are left out keep theirs.',
        examples: [{ listEmail: { per_minute: 20 } }]
      })
    )
  },
  { ...closed, description: 'The limits.' }
)
export type LimitSettings = Type.Static<typeof LimitSettings>

export const LimitChanges = Type.Partial(LimitSettings, { ...closed, examples: [{ enabled: true }] })
export type LimitChanges = Type.Static<typeof LimitChanges>
