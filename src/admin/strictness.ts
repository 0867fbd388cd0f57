import { Type } from 'typebox'
import type { AdminRoutes } from '../http/services.ts'

const tags = ['Strictness']
const Strictness = Type.Object(
  {
    strict: Type.Boolean({
      description: 'Whether to refuse what the service silently drops.',
      examples: [true]
    })
  },
  { additionalProperties: false, description: 'The strictness.', examples: [{ strict: true }] }
)

export const routes: AdminRoutes = () => async (app) => {
  app.get(
    '/strictness',
    {
      schema: {
        tags,
        operationId: 'readStrictness',
        summary: 'Read the strictness',
        response: { 200: Strictness }
      }
    },
    async ({ workspace }) => ({ strict: workspace.strict })
  )

  app.put(
    '/strictness',
    {
      schema: {
        tags,
        operationId: 'setStrictness',
        summary: 'Refuse or tolerate unknown fields and parameters, and bodies of DELETE',
        body: Strictness,
        response: { 200: Strictness }
      }
    },
    async ({ workspace, body }) => {
      workspace.strict = body.strict
      return { strict: workspace.strict }
    }
  )
}
