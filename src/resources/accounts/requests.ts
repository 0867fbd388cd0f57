import { type Static, Type } from 'typebox'
import {
  exampleEmail,
  exampleTime,
  flag,
  idList,
  integer,
  number,
  pageQuery,
  sortOrder,
  text,
  wordOf
} from '../schemas.ts'
import { accountFilter } from './filter.ts'
import { providerCode } from './provider.ts'
import { Account, example } from './schema.ts'
import { accountStatus } from './status.ts'

const setByTheService = [
  'timestamp_created',
  'timestamp_updated',
  'added_by',
  'daily_limit_max',
  'warmup_limit_max',
  'modified_by',
  'status',
  'organization',
  'warmup_status',
  'status_message',
  'timestamp_warmup_start',
  'setup_pending',
  'is_managed_account',
  'stat_warmup_score',
  'autofix_failed'
] as const

const logins = {
  imap_username: text('The login for incoming mail.', exampleEmail),
  imap_password: text('Its password; not checked here.', 'secret'),
  imap_host: text('The server for incoming mail.', 'imap.example.com'),
  imap_port: number('The port of that server.', 993),
  smtp_username: text('The login for outgoing mail.', exampleEmail),
  smtp_password: text('Its password; not checked here.', 'secret'),
  smtp_host: text('The server for outgoing mail.', 'smtp.example.com'),
  smtp_port: number('The port of that server.', 587)
}
const skip_cname_check = Type.Optional(flag('Whether to accept the tracking domain without a DNS lookup.'))

export const CreateAccount = Type.Object(
  {
    ...Type.Omit(Account, setByTheService).properties,
    reply_to: Type.Optional(text('The address that replies go to instead.', 'replies@example.com')),
    ...logins,
    warmup_custom_ftag: Type.Optional(text('The word that marks the warm-up emails.', 'warmup')),
    skip_cname_check
  },
  {
    description: 'The account to add.',
    additionalProperties: false,
    examples: [
      {
        ...example,
        email: 'cleo@example.com',
        first_name: 'Cleo',
        imap_username: 'cleo@example.com',
        imap_password: 'secret',
        imap_host: 'imap.example.com',
        imap_port: 993,
        smtp_username: 'cleo@example.com',
        smtp_password: 'secret',
        smtp_host: 'smtp.example.com',
        smtp_port: 587
      }
    ]
  }
)
export type CreateAccount = Static<typeof CreateAccount>

export const PatchAccount = Type.Object(
  {
    ...Type.Partial(Type.Omit(Account, [...setByTheService, 'email', 'provider_code'])).properties,
    skip_cname_check,
    remove_tracking_domain: Type.Optional(flag('True removes the tracking domain.'))
  },
  {
    description: 'The changes. `warmup` is replaced as a whole; null unsets a field.',
    additionalProperties: false,
    minProperties: 1,
    examples: [{ daily_limit: 60, signature: 'Kind regards, Anna' }]
  }
)
export type PatchAccount = Static<typeof PatchAccount>

export const EmailInPath = Type.Object({ email: text('The email of the account.', exampleEmail) })

export const ListAccounts = Type.Object({
  ...pageQuery(`${exampleTime}&${exampleEmail}`),
  search: Type.Optional(text('Part of the email, ignoring case.', 'example.com')),
  status: Type.Optional(accountStatus('Only accounts in this state')),
  provider_code: Type.Optional(providerCode('Only accounts with this provider')),
  tag_ids: idList('Only accounts with any of these tags.'),
  tag_ids_all: idList('Only accounts with all of these tags.'),
  include_tags: Type.Optional(flag('Whether each account is shown with its tags.', true)),
  filter: Type.Optional(accountFilter('Only accounts of this kind')),
  sort_by: Type.Optional(
    wordOf('What to sort by', {
      timestamp_created: 'when they were added, the default',
      email: 'the email',
      stat_warmup_score: 'the warm-up score',
      status: 'the state'
    })
  ),
  sort_order: sortOrder(),
  skip: Type.Optional(
    integer('How many items to skip; for paging where `sort_by` gives no cursor.', 0, {
      minimum: 0
    })
  )
})
export type ListAccounts = Static<typeof ListAccounts>
