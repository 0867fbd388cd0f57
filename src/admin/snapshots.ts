import { Type } from 'typebox'
import type { AdminRoutes } from '../http/services.ts'
import { workspaceName } from '../keys/schema.ts'
import { state } from '../workspace/state.ts'
import { Success, success } from './success.ts'

const tags = ['State']
const name = workspaceName({ description: 'The name of the snapshot.', examples: ['two-tags'] })
const params = Type.Object({ name })
const response = { 200: Success }

export const routes: AdminRoutes = (services) => async (app) => {
  const store = state(services)

  app.get(
    '/snapshots',
    {
      schema: {
        tags,
        operationId: 'listSnapshots',
        summary: 'List the names of the snapshots',
        response: {
          200: Type.Object(
            { snapshots: Type.Array(Type.String({ examples: ['two-tags'] })) },
            { description: 'The names.' }
          )
        }
      }
    },
    async ({ workspace }) => ({ snapshots: [...workspace.snapshots.keys()] })
  )

  app.put(
    '/snapshots/:name',
    {
      schema: {
        tags,
        operationId: 'takeSnapshot',
        summary: 'Take a snapshot of the data',
        params,
        response
      }
    },
    async ({ workspace, params }) => {
      store.snapshot(workspace, params.name)
      return success
    }
  )

  app.post(
    '/snapshots/:name/restore',
    {
      schema: {
        tags,
        operationId: 'restoreSnapshot',
        summary: 'Restore a snapshot',
        params,
        response
      }
    },
    async ({ workspace, params }) => {
      store.restore(workspace, params.name)
      return success
    }
  )

  app.delete(
    '/snapshots/:name',
    { schema: { tags, operationId: 'forgetSnapshot', summary: 'Delete a snapshot', params, response } },
    async ({ workspace, params }) => {
      store.forget(workspace, params.name)
      return success
    }
  )
}
