import { Type } from 'typebox'
import { NotVerified, Verified } from '../controls/journal/answers.ts'
import { differenceText } from '../controls/journal/verbs.ts'
import {
  DeliveriesFace,
  DeliveryFace,
  FindDeliveries,
  Idle,
  Numbers,
  Redeliver,
  Release,
  SetMode,
  VerifyDeliveries
} from '../deliveries/control/schema.ts'
import { deliveriesOf } from '../deliveries/control/verbs.ts'
import { bodyMayBeAbsent } from '../http/routes.ts'
import type { AdminRoutes } from '../http/services.ts'

const tags = ['Deliveries']
const params = Type.Object({
  id: Type.Integer({ description: 'The number of the delivery.', examples: [1] })
})

export const routes: AdminRoutes = () => async (app) => {
  app.get(
    '/deliveries',
    {
      schema: {
        tags,
        operationId: 'listDeliveries',
        summary: 'List deliveries to webhooks',
        querystring: FindDeliveries,
        response: { 200: DeliveriesFace }
      }
    },
    async ({ workspace, query }) => deliveriesOf(workspace).find(query)
  )

  app.patch(
    '/deliveries',
    {
      schema: {
        tags,
        operationId: 'setDeliveries',
        summary: 'Set the mode: deliver, hold or only record',
        body: SetMode,
        response: { 200: DeliveriesFace }
      }
    },
    async ({ workspace, body }) => deliveriesOf(workspace).setMode(body.mode)
  )

  app.get(
    '/deliveries/:id',
    {
      schema: {
        tags,
        operationId: 'readDelivery',
        summary: 'Read a delivery, with a command that makes its call',
        params,
        response: { 200: DeliveryFace }
      }
    },
    async ({ workspace, params }) => deliveriesOf(workspace).read(params.id)
  )

  app.post(
    '/deliveries/release',
    {
      preValidation: bodyMayBeAbsent,
      schema: {
        tags,
        operationId: 'releaseDeliveries',
        summary: 'Release held deliveries',
        body: Release,
        response: { 200: Numbers }
      }
    },
    async ({ workspace, body }) => deliveriesOf(workspace).release(body)
  )

  app.post(
    '/deliveries/redeliver',
    {
      schema: {
        tags,
        operationId: 'redeliver',
        summary: 'Redeliver',
        body: Redeliver,
        response: { 200: Numbers }
      }
    },
    async ({ workspace, body }) => deliveriesOf(workspace).redeliver(body.ids)
  )

  app.post(
    '/deliveries/idle',
    {
      schema: {
        tags,
        operationId: 'waitForDeliveries',
        summary: 'Wait until nothing is in flight or due',
        response: { 200: Idle }
      }
    },
    async ({ workspace }) => deliveriesOf(workspace).idle()
  )

  app.post(
    '/deliveries/verify',
    {
      schema: {
        tags,
        operationId: 'verifyDeliveries',
        summary: 'Verify that the expected deliveries were made',
        body: VerifyDeliveries,
        response: { 200: Verified, 409: NotVerified }
      }
    },
    async ({ workspace, body }, reply) => {
      const differences = await deliveriesOf(workspace).verify(body.deliveries, body.in_order)
      if (!differences.length) return { verified: true }
      const message = differenceText(differences)
      return reply.code(409).send({ statusCode: 409, error: 'Conflict', message, differences })
    }
  )
}
