import { Type } from 'typebox'
import { fixtureSchema } from '../../workspace/fixture.ts'
import type { AdminRoutes } from '../tools.ts'
import { state } from './store.ts'

const tags = ['State']
const name = (description: string) =>
  Type.String({ pattern: '^[a-z0-9_-]{1,64}$', description, examples: ['two-tags'] })
const params = Type.Object({ name: name('The name of the snapshot.') })
const done = Type.Object({ success: Type.Boolean({ description: 'Always true.', examples: [true] }) })
const response = { 200: done }
const success = { success: true }

export const routes: AdminRoutes = (tools) => async (app) => {
  const store = state(tools)

  app.post(
    '/reset',
    {
      schema: {
        tags,
        operationId: 'reset',
        summary:
          'Put everything back to the beginning: data, ids, clock, journal, faults, limits, strictness',
        body: Type.Union(
          [Type.Object({ to: Type.Optional(name('A fixture to begin from instead.')) }), Type.Null()],
          {
            examples: [{}, { to: 'empty' }]
          }
        ),
        response
      }
    },
    async ({ workspace, body }) => {
      await store.reset(workspace, body?.to)
      return success
    }
  )

  app.get(
    '/snapshots',
    {
      schema: {
        tags,
        operationId: 'listSnapshots',
        summary: 'List the snapshots by name',
        response: { 200: Type.Object({ snapshots: Type.Array(Type.String({ examples: ['two-tags'] })) }) }
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
        summary: 'Keep the data as it is now, under a name',
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
        summary: 'Put the data back as it was then',
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
    { schema: { tags, operationId: 'forgetSnapshot', summary: 'Forget a snapshot', params, response } },
    async ({ workspace, params }) => {
      store.forget(workspace, params.name)
      return success
    }
  )

  app.post(
    '/fork',
    {
      schema: {
        tags,
        operationId: 'fork',
        summary: 'Make further workspaces that begin as this one is now',
        body: Type.Object(
          {
            count: Type.Optional(
              Type.Integer({ minimum: 1, maximum: 1000, description: 'How many.', examples: [3] })
            ),
            names: Type.Optional(Type.Array(name('A name for one.'), { minItems: 1, maxItems: 1000 }))
          },
          { examples: [{ count: 3 }] }
        ),
        response: {
          200: Type.Object({
            workspaces: Type.Array(
              Type.Object({
                name: Type.String({ examples: ['default-fork-1'] }),
                key: Type.String({ examples: ['mock_default-fork-1'] })
              })
            )
          })
        }
      }
    },
    async ({ workspace, body }) => ({
      workspaces: store.fork(workspace, body.names ?? store.freeNames(workspace, body.count ?? 1))
    })
  )

  app.get(
    '/state',
    {
      schema: {
        tags,
        operationId: 'exportState',
        summary: 'Export the data as a fixture',
        response: {
          200: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })
        }
      }
    },
    async ({ workspace }) => store.export(workspace)
  )

  app.put(
    '/state',
    {
      schema: {
        tags,
        operationId: 'importState',
        summary: 'Replace the data by that of a fixture',
        body: Type.Unsafe<Record<string, unknown>>({
          type: 'object',
          description: `Entities by room: ${Object.keys(fixtureSchema.properties).join(', ')}.`,
          additionalProperties: true,
          examples: [{ custom_tags: [] }]
        }),
        response
      }
    },
    async ({ workspace, body }) => {
      await store.import(workspace, body)
      return success
    }
  )
}
