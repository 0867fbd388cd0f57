import { Type } from 'typebox'
import type { AdminRoutes } from '../http/services.ts'
import { entitiesOf, entityNames } from '../workspace/entities.ts'
import type { Entity } from '../workspace/given.ts'

const tags = ['Entities']
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
  examples: ['11111111-1111-4111-8111-111111111111']
})
const inRoom = Type.Object({ resource })
const oneOfRoom = Type.Object({ resource, id })
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
  examples: [{ id: '11111111-1111-4111-8111-111111111111', ...campaign }]
})
const response = { 200: EntityBody }

export const routes: AdminRoutes = () => async (app) => {
  app.get(
    '/entities/:resource',
    {
      schema: {
        tags,
        operationId: 'listEntities',
        summary: 'List all entities of a resource, by id',
        params: inRoom,
        response: { 200: Type.Object({ items: Type.Array(EntityBody) }, { description: 'The entities.' }) }
      }
    },
    async ({ workspace, params }) => ({ items: entitiesOf(workspace, params.resource).list() })
  )

  app.put(
    '/entities/:resource',
    {
      schema: {
        tags,
        operationId: 'putEntity',
        summary: 'Add an entity, or replace the one with its id; read-only fields included',
        params: inRoom,
        body: anything('The entity; what can be made up, such as id and times, may be absent.', campaign),
        response
      }
    },
    async ({ workspace, params, body }) => entitiesOf(workspace, params.resource).put(body)
  )

  app.get(
    '/entities/:resource/:id',
    { schema: { tags, operationId: 'readEntity', summary: 'Read an entity', params: oneOfRoom, response } },
    async ({ workspace, params }) => entitiesOf(workspace, params.resource).read(params.id)
  )

  app.patch(
    '/entities/:resource/:id',
    {
      schema: {
        tags,
        operationId: 'patchEntity',
        summary: 'Change fields of an entity, read-only ones included',
        params: oneOfRoom,
        body: anything('What to change; null leaves a field unset.', { status: -2, not_sending_status: 3 }),
        response
      }
    },
    async ({ workspace, params, body }) => entitiesOf(workspace, params.resource).patch(params.id, body)
  )

  app.delete(
    '/entities/:resource/:id',
    {
      schema: { tags, operationId: 'removeEntity', summary: 'Remove an entity', params: oneOfRoom, response }
    },
    async ({ workspace, params }) => entitiesOf(workspace, params.resource).remove(params.id)
  )
}
