import { Type } from 'typebox'
import type { AdminRoutes } from '../http/services.ts'

const tags = ['Strictness']
const Strictness = Type.Object(
  {
    strict: Type.Boolean({
      description: 'Whether what the service silently drops is refused.',
      examples: [true]
    })
  },
  { additionalProperties: false, description: 'How strict it is.', examples: [{ strict: true }] }
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
        summary: 'Refuse unknown fields and parameters, and bodies of DELETE; or forgive them again',
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
