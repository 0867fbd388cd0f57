import type { Room } from '../room.ts'
import { routes } from './routes.ts'
import { CustomTagMapping } from './schema.ts'
import { seed } from './seed.ts'
import { store, tables } from './store.ts'

export const customTagMappings = {
  name: 'custom_tag_mappings',
  entity: CustomTagMapping,
  tables,
  store,
  routes,
  seed
} satisfies Room
