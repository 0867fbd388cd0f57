import type { Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { anyIdInPath, entity, exampleId } from '../schemas.ts'
import { CreateWebhook, EventTypes, ListWebhooks, PatchWebhook, WebhookTestResult } from './requests.ts'
import { Webhook } from './schema.ts'

const params = anyIdInPath('webhook')

export const routes: Routes = async (app) => {
  app.get(
    '/webhooks',
    {
      schema: {
        operationId: 'listWebhook',
        summary: 'List webhooks, newest first',
        querystring: ListWebhooks,
        response: { 200: pageOf(Webhook, 'A page of webhooks.', exampleId) }
      }
    },
    async ({ workspace, query }) => workspace.webhooks.list(query)
  )

  app.post(
    '/webhooks',
    {
      config: { scope: 'webhooks:create' },
      schema: {
        operationId: 'createWebhook',
        summary: 'Create a webhook, unless an identical one exists',
        description: 'Calls go to loopback and private addresses only, unless `--webhook-hosts` names more.',
        body: CreateWebhook,
        response: { 200: entity(Webhook, 'The new webhook, or the existing one.') }
      }
    },
    async ({ workspace, body }) => workspace.webhooks.create(body)
  )

  app.get(
    '/webhooks/event-types',
    {
      schema: {
        operationId: 'listWebhookEventTypes',
        summary: 'List the events that webhooks can get',
        response: { 200: EventTypes }
      }
    },
    async ({ workspace }) => workspace.webhooks.eventTypes()
  )

  app.get(
    '/webhooks/:id',
    {
      config: { scope: 'webhooks:read' },
      schema: {
        operationId: 'getWebhook',
        summary: 'Get a webhook',
        params,
        response: { 200: entity(Webhook, 'The webhook.') }
      }
    },
    async ({ workspace, params }) => workspace.webhooks.read(params.id)
  )

  app.patch(
    '/webhooks/:id',
    {
      config: { scope: 'webhooks:update' },
      schema: {
        operationId: 'patchWebhook',
        summary: 'Change a webhook',
        params,
        body: PatchWebhook,
        response: { 200: entity(Webhook, 'The webhook after the change.') }
      }
    },
    async ({ workspace, params, body }) => workspace.webhooks.patch(params.id, body)
  )

  app.delete(
    '/webhooks/:id',
    {
      config: { scope: 'webhooks:delete' },
      schema: {
        operationId: 'deleteWebhook',
        summary: 'Delete a webhook',
        params,
        response: { 200: entity(Webhook, 'The webhook, now deleted.') }
      }
    },
    async ({ workspace, params }) => workspace.webhooks.remove(params.id)
  )

  app.post(
    '/webhooks/:id/resume',
    {
      config: { scope: 'webhooks:update' },
      schema: {
        operationId: 'resumeWebhook',
        summary: 'Enable a disabled webhook again',
        params,
        response: { 200: entity(Webhook, 'The webhook, active.') }
      }
    },
    async ({ workspace, params }) => workspace.webhooks.resume(params.id)
  )

  app.post(
    '/webhooks/:id/test',
    {
      schema: {
        operationId: 'testWebhook',
        summary: 'Call a webhook once, and wait for its answer',
        params,
        response: { 200: WebhookTestResult }
      }
    },
    async ({ workspace, params }) => workspace.deliveries.test(params.id)
  )
}
