import { Type } from 'typebox'
import type { AdminRoutes } from '../http/services.ts'

/** The one call that is about no workspace in particular. */
export const routes: AdminRoutes =
  ({ registry }) =>
  async (app) => {
    app.get(
      '/workspaces',
      {
        schema: {
          tags: ['Workspaces'],
          operationId: 'listWorkspaces',
          summary: 'List the workspaces that are open, by name',
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
  }
