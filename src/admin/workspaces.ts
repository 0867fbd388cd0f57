import { Type } from 'typebox'
import { ApiError } from '../errors.ts'
import type { AdminRoutes } from '../http/services.ts'

const tags = ['Workspaces']

/** The calls that list and drop workspaces. */
export const routes: AdminRoutes =
  ({ registry, keys }) =>
  async (app) => {
    app.get(
      '/workspaces',
      {
        schema: {
          tags,
          operationId: 'listWorkspaces',
          summary: 'List the open workspaces',
          response: {
            200: Type.Object(
              { workspaces: Type.Array(Type.String({ examples: ['default'] })) },
              { description: 'Their names.' }
            )
          }
        }
      },
      async () => ({ workspaces: registry.names() })
    )

    app.delete(
      '/workspaces/:name',
      {
        schema: {
          tags,
          operationId: 'dropWorkspace',
          summary: 'Drop a workspace with its data, snapshots and journal; its key opens a new one',
          params: Type.Object({
            name: Type.String({ description: 'The name of the workspace.', examples: ['default'] })
          }),
          response: {
            200: Type.Object(
              { success: Type.Boolean({ examples: [true] }) },
              { description: 'The workspace is dropped.' }
            )
          }
        }
      },
      async ({ params: { name } }) => {
        if (!registry.drop(name)) throw new ApiError(404, `There is no workspace ${name}`)
        keys.reset(name)
        return { success: true }
      }
    )
  }
