import type { Resource } from '../resource.ts'
import { EmailVerification } from './schema.ts'
import { seed } from './seed.ts'
import { collection, type EmailVerifications, FINISH, store, tables } from './store.ts'

type Neighbours = { emailVerifications: Pick<EmailVerifications, 'finish'> }

export const emailVerifications = {
  name: 'email_verifications',
  key: 'email',
  keyFormat: 'address',
  tag: 'EmailVerification',
  entity: EmailVerification,
  tables,
  store,
  collection,
  seed,
  defaults: { verification_status: () => 'verified' },
  tasks: {
    [FINISH]: ({ emailVerifications }: Neighbours, email: string) => emailVerifications.finish(email)
  }
} satisfies Resource
