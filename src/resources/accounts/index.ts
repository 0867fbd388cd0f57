import type { Resource } from '../resource.ts'
import { Account } from './schema.ts'
import { seed } from './seed.ts'
import { type Accounts, collection, store, tables } from './store.ts'

export const accounts = {
  name: 'accounts',
  key: 'email',
  tag: 'Account',
  entity: Account,
  tables,
  store,
  collection,
  tasks: {
    switch_warmup: ({ accounts }: { accounts: Pick<Accounts, 'switchWarmup'> }, job: string) =>
      accounts.switchWarmup(job)
  },
  seed
} satisfies Resource
