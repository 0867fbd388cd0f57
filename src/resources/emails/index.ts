import type { WorldEvent } from '../../world/events.ts'
import type { Resource } from '../resource.ts'
import { collection, tables } from './collection.ts'
import { Email } from './schema.ts'
import { seed } from './seed.ts'
import { type Emails, store } from './store.ts'

export const emails = {
  name: 'emails',
  key: 'id',
  tag: 'Email',
  entity: Email,
  tables,
  store,
  collection,
  seed,
  defaults: {
    message_id: ({ id }) => `<${id}@example.com>`,
    timestamp_email: ({ timestamp_created }) => timestamp_created
  },
  on: {
    lead_interest_changed: ({ emails }: { emails: Emails }, { lead = '', value }: WorldEvent) =>
      emails.showInterest(lead, { i_status: typeof value === 'number' ? value : null })
  }
} satisfies Resource
