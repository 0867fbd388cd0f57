import type { Room } from '../room.ts'
import { routes } from './routes.ts'
import { CustomTag } from './schema.ts'
import { seed } from './seed.ts'
import { store, tables } from './store.ts'

export const customTags = {
  name: 'custom_tags',
  entity: CustomTag,
  tables,
  store,
  routes,
  seed
} satisfies Room
