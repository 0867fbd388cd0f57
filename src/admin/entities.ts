import { Type } from 'typebox'
import type { AdminRoutes } from '../http/services.ts'
import { wordOf } from '../resources/schemas.ts'
import { allResources, entitiesOf, entityNames } from '../workspace/entities.ts'
import type { Entity } from '../workspace/given.ts'

const tags = ['Entities']
const campaignId = '11111111-1111-4111-8111-111111111111'
const campaign = {
  name: 'Finished long ago',
  status: 3,
  campaign_schedule: {
    schedules: [
      {
        name: 'Mondays',
        timing: { from: '09:00', to: '17:00' },
        days: { '1': true },
        timezone: 'America/Chicago'
      }
    ]
  }
}
const resource = Type.String({
  description: `The resource: ${entityNames.map((name) => `\`${name}\``).join(', ')}.`,
  examples: ['campaigns']
})
const id = Type.String({
  description: 'The id of the entity.',
  examples: [campaignId]
})
const ofResource = Type.Object({ resource })
const ofEntity = Type.Object({ resource, id })
const anything = (description: string, example: object) =>
  Type.Unsafe<Record<string, unknown>>({
    type: 'object',
    additionalProperties: true,
    description,
    examples: [example]
  })
const EntityBody = Type.Unsafe<Entity>({
  type: 'object',
  additionalProperties: true,
  description: 'The entity.',
  examples: [{ id: campaignId, ...campaign }]
})
const response = { 200: EntityBody }

const pageQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1000,
        description: 'How many at most; all by default.',
        examples: [100]
      })
    ),
    starting_after: Type.Optional(
      Type.String({
        description: 'The `next_starting_after` of the previous page.',
        examples: ['x']
      })
    ),
    search: Type.Optional(
      Type.String({ description: 'A text that each entity contains, ignoring case.', examples: ['spring'] })
    ),
    sort_order: Type.Optional(
      wordOf('The order by id', { asc: 'lowest first, the default', desc: 'highest first' })
    )
  },
  { additionalProperties: false }
)
const ResourceBody = Type.Object({
  name: Type.String({ description: 'The name of the resource.', examples: ['campaigns'] }),
  key: Type.String({ description: 'The property that identifies an entity.', examples: ['id'] }),
  count: Type.Integer({ description: 'How many there are.', examples: [4] }),
  schema: Type.Unsafe<object>({
    type: 'object',
    additionalProperties: true,
    description: 'The JSON Schema of the entity.',
    examples: [{ type: 'object', properties: { name: { type: 'string' } } }]
  })
})

export const routes: AdminRoutes = () => async (app) => {
  app.get(
    '/entities',
    {
      schema: {
        tags,
        operationId: 'listResources',
        summary: 'List the resources, with the number and JSON Schema of their entities',
        response: {
          200: Type.Object({ resources: Type.Array(ResourceBody) }, { description: 'The resources.' })
        }
      }
    },
    async ({ workspace }) => ({ resources: allResources(workspace) })
  )

  app.get(
    '/entities/:resource',
    {
      schema: {
        tags,
        operationId: 'listEntities',
        summary: 'List the entities of a resource by id, all or a page',
        params: ofResource,
        querystring: pageQuery,
        response: {
          200: Type.Object(
            {
              items: Type.Array(EntityBody),
              next_starting_after: Type.Optional(
                Type.String({ description: 'Absent on the last page.', examples: [campaignId] })
              )
            },
            { description: 'The entities.' }
          )
        }
      }
    },
    async ({ workspace, params, query }) => {
      const { limit = Number.MAX_SAFE_INTEGER - 1, starting_after: after, search: text, sort_order } = query
      const descending = sort_order === 'desc'
      return entitiesOf(workspace, params.resource).page({ limit, after, text, descending })
    }
  )

  app.put(
    '/entities/:resource',
    {
      schema: {
        tags,
        operationId: 'putEntity',
        summary: 'Add an entity, or replace the one with its id, read-only fields included',
        params: ofResource,
        body: anything(
          'The entity; what can be generated, such as id and timestamps, is optional.',
          campaign
        ),
        response
      }
    },
    async ({ workspace, params, body }) => entitiesOf(workspace, params.resource).put(body)
  )

  app.get(
    '/entities/:resource/:id',
    { schema: { tags, operationId: 'readEntity', summary: 'Read an entity', params: ofEntity, response } },
    async ({ workspace, params }) => entitiesOf(workspace, params.resource).read(params.id)
  )

  app.patch(
    '/entities/:resource/:id',
    {
      schema: {
        tags,
        operationId: 'patchEntity',
        summary: 'Change fields of an entity, read-only ones included',
        params: ofEntity,
        body: anything('The changes; null unsets a field.', { status: -2, not_sending_status: 3 }),
        response
      }
    },
    async ({ workspace, params, body }) => entitiesOf(workspace, params.resource).patch(params.id, body)
  )

  app.delete(
    '/entities/:resource/:id',
    {
      schema: { tags, operationId: 'removeEntity', summary: 'Remove an entity', params: ofEntity, response }
    },
    async ({ workspace, params }) => entitiesOf(workspace, params.resource).remove(params.id)
  )
}
