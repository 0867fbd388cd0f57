import type { Resource } from '../resource.ts'
import { Account } from './schema.ts'
import { seed } from './seed.ts'
import { ACTIVE, WARMUP_OFF } from './status.ts'
import { type Accounts, collection, store, tables } from './store.ts'

type Own = { accounts: Pick<Accounts, 'switchWarmup' | 'lowerWarmupScore'> }

export const accounts = {
  name: 'accounts',
  key: 'email',
  keyFormat: 'address',
  tag: 'Account',
  entity: Account,
  tables,
  store,
  collection,
  tasks: {
    switch_warmup: ({ accounts }: Own, job: string) => accounts.switchWarmup(job),
    lower_warmup_score: ({ accounts }: Own, email: string) => accounts.lowerWarmupScore(email)
  },
  seed,
  defaults: {
    first_name: () => '',
    last_name: () => '',
    status: () => ACTIVE,
    warmup_status: () => WARMUP_OFF,
    // IMAP and SMTP work with any provider.
    provider_code: () => 1,
    setup_pending: () => false,
    is_managed_account: () => false
  }
} satisfies Resource
