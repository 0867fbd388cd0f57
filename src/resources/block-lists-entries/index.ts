import type { Resource } from '../resource.ts'
import { BlockListEntry } from './schema.ts'
import { seed } from './seed.ts'
import { collection, store, tables } from './store.ts'
import { isDomain } from './value.ts'

export const blockListEntries = {
  name: 'block_lists_entries',
  key: 'id',
  tag: 'BlockListEntry',
  entity: BlockListEntry,
  tables,
  store,
  collection,
  seed,
  defaults: { is_domain: ({ bl_value }) => isDomain(String(bl_value)) }
} satisfies Resource
