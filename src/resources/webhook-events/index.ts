import type { Resource } from '../resource.ts'
import { WebhookEvent } from './schema.ts'
import { seed } from './seed.ts'
import { collection, store, tables } from './store.ts'

export const webhookEvents = {
  name: 'webhook_events',
  key: 'id',
  tag: 'WebhookEvent',
  entity: WebhookEvent,
  tables,
  store,
  collection,
  seed
} satisfies Resource
