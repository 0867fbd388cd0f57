import { type Static, Type } from 'typebox'
import {
  exampleEmail,
  exampleId,
  exampleWorkspace,
  flag,
  listOf,
  nullable,
  text,
  wordOf
} from '../schemas.ts'
import { nullableAccountFilter } from './filter.ts'

const account = text('The email of an account.', exampleEmail)

/** The accounts whose warm-up to switch on or off. */
export const SelectAccounts = Type.Object(
  {
    emails: Type.Optional(listOf(account, 'The accounts, by email.', { maxItems: 100 })),
    include_all_emails: Type.Optional(flag('True selects every account that matches the filters.')),
    excluded_emails: Type.Optional(
      listOf(account, 'With `include_all_emails`: the accounts to exclude.', { maxItems: 100 })
    ),
    filter: Type.Optional(
      nullable(
        Type.Object(
          {
            tag_id: Type.Optional(text('Only accounts with this tag.', exampleId)),
            filter: Type.Optional(nullableAccountFilter('Only accounts of this kind'))
          },
          { description: 'With `include_all_emails`: which accounts to select.', additionalProperties: true }
        )
      )
    ),
    search: Type.Optional(text('With `include_all_emails`: part of the email.', 'example.com'))
  },
  { description: 'The accounts.', examples: [{ emails: [exampleEmail] }] }
)
export type SelectAccounts = Static<typeof SelectAccounts>

export const PauseAccounts = Type.Object(
  {
    emails: listOf(account, 'The accounts to pause; duplicates count once.', { minItems: 1, maxItems: 100 })
  },
  { additionalProperties: false, examples: [{ emails: [exampleEmail, 'ben@example.com'] }] }
)
export type PauseAccounts = Static<typeof PauseAccounts>

export const PausedAccounts = Type.Object(
  {
    paused_emails: listOf(account, 'The accounts that are paused now.'),
    failed_emails: listOf(
      text('An email.', 'ben@example.com'),
      'Those left unchanged: unknown, or already paused.'
    )
  },
  { description: 'The result for each email.', additionalProperties: false }
)
export type PausedAccounts = Static<typeof PausedAccounts>

export const MoveAccounts = Type.Object(
  {
    emails: listOf(account, 'The accounts to move.', { minItems: 1 }),
    source_workspace_id: text('The workspace that they are in.', exampleWorkspace),
    destination_workspace_id: text('The workspace that they go to.', exampleId)
  },
  {
    examples: [
      {
        emails: [exampleEmail],
        source_workspace_id: exampleWorkspace,
        destination_workspace_id: exampleId
      }
    ]
  }
)
export type MoveAccounts = Static<typeof MoveAccounts>

export const MovedAccounts = Type.Object(
  {
    status: Type.Optional(wordOf('The result', { success: 'the accounts are moved' }))
  },
  { description: 'The accounts are moved.' }
)
