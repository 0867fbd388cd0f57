import type { Resource } from '../resource.ts'
import { ACCOUNT, CAMPAIGN, CustomTagMapping } from './schema.ts'
import { seed } from './seed.ts'
import { collection, store, tables } from './store.ts'

export const customTagMappings = {
  name: 'custom_tag_mappings',
  key: 'id',
  tag: 'CustomTagMapping',
  entity: CustomTagMapping,
  tables,
  store,
  collection,
  seed,
  defaults: { resource_type: ({ resource_id }) => (String(resource_id).includes('@') ? ACCOUNT : CAMPAIGN) }
} satisfies Resource
