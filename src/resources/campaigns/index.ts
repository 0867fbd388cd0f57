import type { Room } from '../room.ts'
import { routes } from './routes.ts'
import { Campaign } from './schema.ts'
import { seed } from './seed.ts'
import { store, tables } from './store.ts'

export const campaigns = { name: 'campaigns', entity: Campaign, tables, store, routes, seed } satisfies Room
