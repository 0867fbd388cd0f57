import type { Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { anyIdInPath, entity, exampleTime } from '../schemas.ts'
import {
  ListWebhookEvents,
  WebhookEventsPeriod,
  WebhookEventsSummary,
  WebhookEventsSummaryByDate
} from './requests.ts'
import { WebhookEvent } from './schema.ts'

export const routes: Routes = async (app) => {
  app.get(
    '/webhook-events',
    {
      config: { scope: 'webhook_events:read' },
      schema: {
        operationId: 'listWebhookEvent',
        summary: 'List the calls to webhooks, newest first',
        querystring: ListWebhookEvents,
        response: { 200: pageOf(WebhookEvent, 'A page of calls.', exampleTime) }
      }
    },
    async ({ workspace, query }) => workspace.webhookEvents.list(query)
  )

  app.get(
    '/webhook-events/summary',
    {
      schema: {
        operationId: 'getWebhookEventsSummary',
        summary: 'Count the calls to webhooks',
        querystring: WebhookEventsPeriod,
        response: { 200: WebhookEventsSummary }
      }
    },
    async ({ workspace, query }) => workspace.webhookEvents.summary(query)
  )

  app.get(
    '/webhook-events/summary-by-date',
    {
      schema: {
        operationId: 'getWebhookEventsSummaryByDate',
        summary: 'Count the calls to webhooks by day',
        querystring: WebhookEventsPeriod,
        response: { 200: WebhookEventsSummaryByDate }
      }
    },
    async ({ workspace, query }) => workspace.webhookEvents.summaryByDate(query)
  )

  app.get(
    '/webhook-events/:id',
    {
      config: { scope: 'webhook_events:read' },
      schema: {
        operationId: 'getWebhookEvent',
        summary: 'Get the record of a call to a webhook',
        params: anyIdInPath('record'),
        response: { 200: entity(WebhookEvent, 'The record.') }
      }
    },
    async ({ workspace, params }) => workspace.webhookEvents.read(params.id)
  )
}
