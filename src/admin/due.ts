import { DueFace, HoldDue, RunDue } from '../controls/due/schema.ts'
import { dueOf } from '../controls/due/verbs.ts'
import { bodyMayBeAbsent } from '../http/routes.ts'
import type { AdminRoutes } from '../http/services.ts'

const tags = ['Due work']
const response = { 200: DueFace }

export const routes: AdminRoutes = () => async (app) => {
  app.get(
    '/due',
    { schema: { tags, operationId: 'listDue', summary: 'List scheduled work', response } },
    async ({ workspace }) => dueOf(workspace).list()
  )

  app.post(
    '/due/run',
    {
      preValidation: bodyMayBeAbsent,
      schema: { tags, operationId: 'runDue', summary: 'Run scheduled work now', body: RunDue, response }
    },
    async ({ workspace, body }) => dueOf(workspace).run(body)
  )

  app.patch(
    '/due',
    {
      schema: {
        tags,
        operationId: 'holdDue',
        summary: 'Hold or resume scheduled work',
        body: HoldDue,
        response
      }
    },
    async ({ workspace, body }) => dueOf(workspace).hold(body)
  )
}
