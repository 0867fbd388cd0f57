import type { Resource } from '../resource.ts'
import { BackgroundJob } from './schema.ts'
import { seed } from './seed.ts'
import { collection, store, tables } from './store.ts'

export const backgroundJobs = {
  name: 'background_jobs',
  key: 'id',
  tag: 'BackgroundJob',
  entity: BackgroundJob,
  tables,
  store,
  collection,
  seed,
  defaults: {
    status: () => 'pending',
    progress: ({ status }) => (status === 'success' ? 100 : 0)
  }
} satisfies Resource
