import type { Resource } from '../resource.ts'
import { Webhook } from './schema.ts'
import { seed } from './seed.ts'
import { collection, store, tables } from './store.ts'

export const webhooks = {
  name: 'webhooks',
  key: 'id',
  tag: 'Webhook',
  entity: Webhook,
  tables,
  store,
  collection,
  seed
} satisfies Resource
