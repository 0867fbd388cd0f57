import type { Resource } from '../resource.ts'
import { CustomTagMapping } from './schema.ts'
import { seed } from './seed.ts'
import { store, tables } from './store.ts'

export const customTagMappings = {
  name: 'custom_tag_mappings',
  entity: CustomTagMapping,
  tables,
  store,
  seed
} satisfies Resource
