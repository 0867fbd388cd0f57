import type { Resource } from '../resource.ts'
import { CustomTag } from './schema.ts'
import { seed } from './seed.ts'
import { store, tables } from './store.ts'

export const customTags = {
  name: 'custom_tags',
  entity: CustomTag,
  tables,
  store,
  seed
} satisfies Resource
