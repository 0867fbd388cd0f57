import { Type } from 'typebox'
import type { AdminRoutes } from '../tools.ts'
import { limitsOf } from './store.ts'

const tags = ['Rate limits']
const count = (description: string, example: number) =>
  Type.Optional(Type.Integer({ minimum: 0, description, examples: [example] }))
const limit = {
  per_second: count('Requests a second at most.', 100),
  per_minute: count('Requests a minute at most.', 6000),
  per_hour: count('Requests an hour at most.', 900),
  per_30_days: count('Requests in thirty days at most.', 500)
}
const closed = { additionalProperties: false }

const Settings = Type.Object(
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

export const routes: AdminRoutes = () => async (app) => {
  app.get(
    '/rate-limits',
    {
      schema: { tags, operationId: 'readRateLimits', summary: 'Read the limits', response: { 200: Settings } }
    },
    async ({ workspace }) => limitsOf(workspace).read()
  )

  app.patch(
    '/rate-limits',
    {
      schema: {
        tags,
        operationId: 'changeRateLimits',
        summary: 'Switch or change the limits; counting begins anew',
        body: Type.Partial(Settings, { ...closed, examples: [{ enabled: true }] }),
        response: { 200: Settings }
      }
    },
    async ({ workspace, body }) => limitsOf(workspace).change(body)
  )
}
