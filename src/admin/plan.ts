import { PlanChanges, PlanFace } from '../controls/plan/schema.ts'
import { planOf } from '../controls/plan/verbs.ts'
import type { AdminRoutes } from '../http/services.ts'

const tags = ['Plan']
const response = { 200: PlanFace }

export const routes: AdminRoutes = () => async (app) => {
  app.get(
    '/plan',
    { schema: { tags, operationId: 'readPlan', summary: 'Read the allowances', response } },
    async ({ workspace }) => planOf(workspace).read()
  )

  app.patch(
    '/plan',
    {
      schema: {
        tags,
        operationId: 'changePlan',
        summary: 'Set the lead quota and the verification credits',
        body: PlanChanges,
        response
      }
    },
    async ({ workspace, body }) => planOf(workspace).change(body)
  )
}
