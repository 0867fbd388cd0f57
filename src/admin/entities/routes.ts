import { Type } from 'typebox'
import type { AdminRoutes } from '../tools.ts'
import { type Entity, entitiesOf, entityRooms } from './store.ts'

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
const room = Type.String({
  description: `The room: ${entityRooms.map((name) => `\`${name}\``).join(', ')}.`,
  examples: ['campaigns']
})
const id = Type.String({
  description: 'The id of the entity.',
  examples: ['11111111-1111-4111-8111-111111111111']
})
const inRoom = Type.Object({ room })
const oneOfRoom = Type.Object({ room, id })
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
    '/entities/:room',
    {
      schema: {
        tags,
        operationId: 'listEntities',
        summary: 'List all entities of a room, by id',
        params: inRoom,
        response: { 200: Type.Object({ items: Type.Array(EntityBody) }, { description: 'The entities.' }) }
      }
    },
    async ({ workspace, params }) => ({ items: entitiesOf(workspace, params.room).list() })
  )

  app.put(
    '/entities/:room',
    {
      schema: {
        tags,
        operationId: 'putEntity',
        summary: 'Add an entity, or replace the one with its id; read-only fields included',
        params: inRoom,
        body: anything('The entity; id, times and workspace are made up where absent.', campaign),
        response
      }
    },
    async ({ workspace, params, body }) => entitiesOf(workspace, params.room).put(body)
  )

  app.get(
    '/entities/:room/:id',
    { schema: { tags, operationId: 'readEntity', summary: 'Read an entity', params: oneOfRoom, response } },
    async ({ workspace, params }) => entitiesOf(workspace, params.room).read(params.id)
  )

  app.patch(
    '/entities/:room/:id',
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
    async ({ workspace, params, body }) => entitiesOf(workspace, params.room).patch(params.id, body)
  )

  app.delete(
    '/entities/:room/:id',
    {
      schema: { tags, operationId: 'removeEntity', summary: 'Remove an entity', params: oneOfRoom, response }
    },
    async ({ workspace, params }) => entitiesOf(workspace, params.room).remove(params.id)
  )
}
