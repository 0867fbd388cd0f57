import { LimitChanges, LimitSettings } from '../controls/rate-limits/schema.ts'
import { limitsOf } from '../controls/rate-limits/verbs.ts'
import type { AdminRoutes } from '../http/services.ts'

const tags = ['Rate limits']

export const routes: AdminRoutes = () => async (app) => {
  app.get(
    '/rate-limits',
    {
      schema: {
        tags,
        operationId: 'readRateLimits',
        summary: 'Read the limits',
        response: { 200: LimitSettings }
      }
    },
    async ({ workspace }) => limitsOf(workspace).read()
  )

  app.patch(
    '/rate-limits',
    {
      schema: {
        tags,
        operationId: 'changeRateLimits',
        summary: 'Switch or change the limits and restart counting',
        body: LimitChanges,
        response: { 200: LimitSettings }
      }
    },
    async ({ workspace, body }) => limitsOf(workspace).change(body)
  )
}
