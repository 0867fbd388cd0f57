import type { Resource } from '../resource.ts'
import { CustomTag } from './schema.ts'
import { seed } from './seed.ts'
import { collection, store, tables } from './store.ts'

export const customTags = {
  name: 'custom_tags',
  key: 'id',
  keyFormat: 'uuid',
  tag: 'CustomTag',
  entity: CustomTag,
  tables,
  store,
  collection,
  seed
} satisfies Resource
