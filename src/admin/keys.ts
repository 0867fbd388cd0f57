import { Type } from 'typebox'
import { ApiError } from '../errors.ts'
import type { AdminRoutes } from '../http/services.ts'
import { redactKey } from '../keys/keys.ts'
import { Scopes } from '../keys/schema.ts'

const tags = ['Keys']
const SECRET = /^\S{8,200}$/
const secret = Type.Refine(
  Type.String({ pattern: SECRET.source, description: 'The key itself.', examples: ['key_of_a_reader'] }),
  (text) => SECRET.test(text),
  () => '8 to 200 characters without spaces'
)

export const routes: AdminRoutes =
  ({ keys }) =>
  async (app) => {
    app.post(
      '/keys',
      {
        schema: {
          tags,
          operationId: 'makeKey',
          summary: 'Create a key of this workspace with the given scopes',
          body: Type.Object(
            { scopes: Scopes, secret: Type.Optional(secret) },
            {
              additionalProperties: false,
              examples: [{ scopes: ['campaigns:read'], secret: 'key_of_a_reader' }]
            }
          ),
          response: {
            200: Type.Object(
              { key: secret, scopes: Scopes },
              { description: 'The new key; this is the only time that it is shown.' }
            )
          }
        }
      },
      async ({ workspace, body }) => {
        const key = keys.add({ workspace: workspace.name, scopes: body.scopes }, body.secret)
        return { key, scopes: body.scopes }
      }
    )

    app.get(
      '/keys',
      {
        schema: {
          tags,
          operationId: 'listKeys',
          summary: 'List the created and configured keys of this workspace, redacted',
          response: {
            200: Type.Object(
              {
                keys: Type.Array(
                  Type.Object({ key: Type.String({ examples: ['key_of_…'] }), scopes: Scopes })
                )
              },
              { description: 'The keys.' }
            )
          }
        }
      },
      async ({ workspace }) => ({
        keys: keys
          .of(workspace.name)
          .map(([key, grant]) => ({ key: redactKey(key), scopes: [...grant.scopes] }))
      })
    )

    app.post(
      '/keys/revoke',
      {
        schema: {
          tags,
          operationId: 'revokeKey',
          summary: 'Revoke a key of this workspace; a revoked mock_<name> regains full access',
          body: Type.Object(
            { key: secret },
            { additionalProperties: false, examples: [{ key: 'key_of_a_reader' }] }
          ),
          response: {
            200: Type.Object(
              { success: Type.Boolean({ examples: [true] }) },
              { description: 'The key is revoked.' }
            )
          }
        }
      },
      async ({ workspace, body }) => {
        const own = keys.of(workspace.name).some(([key]) => key === body.key)
        if (!own) throw new ApiError(404, `The workspace ${workspace.name} has no key ${redactKey(body.key)}`)
        return { success: keys.revoke(body.key) }
      }
    )
  }
