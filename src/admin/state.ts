import { Type } from 'typebox'
import { badRequest } from '../errors.ts'
import type { AdminRoutes } from '../http/services.ts'
import { workspaceName } from '../keys/schema.ts'
import { CustomTag } from '../resources/custom-tags/schema.ts'
import { fixtureSchema } from '../workspace/fixture-schema.ts'
import { fixtureShape } from '../workspace/populate.ts'
import { state } from '../workspace/state.ts'
import { Success, success } from './success.ts'

const MIB = 1024 * 1024
const closed = { additionalProperties: false }
const tags = ['State']
const name = (description: string) => workspaceName({ description, examples: ['two-tags'] })
const response = { 200: Success }
const fixture = { custom_tags: Object(CustomTag).examples }

export const routes: AdminRoutes = (services) => async (app) => {
  const store = state(services)

  app.post(
    '/reset',
    {
      schema: {
        tags,
        operationId: 'reset',
        summary: 'Reset everything: data, ids, clock, journal, faults, limits, strictness',
        body: Type.Object(
          { to: Type.Optional(name('A fixture to start from instead.')) },
          { ...closed, examples: [{}, { to: 'empty' }] }
        ),
        response
      }
    },
    async ({ workspace, body }) => {
      await store.reset(workspace, body.to)
      return success
    }
  )

  app.post(
    '/fork',
    {
      schema: {
        tags,
        operationId: 'fork',
        summary: 'Fork: create workspaces that start as copies of this one',
        body: Type.Object(
          {
            count: Type.Optional(
              Type.Integer({
                minimum: 1,
                maximum: 1000,
                description: 'How many; by default 1, or the number of names.',
                examples: [3]
              })
            ),
            names: Type.Optional(Type.Array(name('The name of a copy.'), { minItems: 1, maxItems: 1000 }))
          },
          { ...closed, examples: [{ count: 3 }] }
        ),
        response: {
          200: Type.Object(
            {
              workspaces: Type.Array(
                Type.Object({
                  name: Type.String({ examples: ['default-fork-1'] }),
                  key: Type.String({ examples: ['mock_default-fork-1'] })
                })
              )
            },
            { description: 'The new workspaces and their keys.' }
          )
        }
      }
    },
    async ({ workspace, body: { names, count = names?.length ?? 1 } }) => {
      if (names && names.length !== count) throw badRequest(`count is ${count}, names are ${names.length}`)
      return { workspaces: store.fork(workspace, names ?? store.freeNames(workspace, count)) }
    }
  )

  app.get(
    '/state',
    {
      schema: {
        tags,
        operationId: 'exportState',
        summary: 'Export the data as a fixture',
        response: {
          200: Type.Unsafe<Record<string, unknown>>({
            type: 'object',
            additionalProperties: true,
            description: 'All entities, by resource.',
            examples: [fixture]
          })
        }
      }
    },
    async ({ workspace }) => store.export(workspace)
  )

  app.get(
    '/fixture.schema.json',
    {
      schema: {
        tags,
        operationId: 'readFixtureSchema',
        summary: 'Get the JSON Schema of fixtures, for editors',
        response: {
          200: Type.Unsafe<Record<string, unknown>>({
            type: 'object',
            additionalProperties: true,
            description: 'The schema.',
            examples: [{ title: 'A fixture of instantly-mock' }]
          })
        }
      }
    },
    async () => fixtureSchema()
  )

  app.put(
    '/state',
    {
      bodyLimit: 64 * MIB,
      // The import validates each entity and serves other requests in between.
      validatorCompiler: () => () => true,
      schema: {
        tags,
        operationId: 'importState',
        summary: 'Replace the data with a fixture',
        body: Type.Unsafe<Record<string, unknown>>({
          type: 'object',
          description: `Entities by resource: ${Object.keys(fixtureShape.properties).join(', ')}.`,
          additionalProperties: true,
          examples: [fixture]
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
