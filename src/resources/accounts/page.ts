import { type Static, Type } from 'typebox'
import type { JsonDocument } from '../../world/document.ts'
import type { Page } from '../../world/list.ts'
import { exampleEmail, exampleId, exampleTime, listOf, maybe, nullable, text } from '../schemas.ts'
import { type Account, exampleAccount } from './schema.ts'

const TagOfAccount = Type.Object({
  id: Type.Optional(text('The id of the tag.', exampleId)),
  label: Type.Optional(text('The name of the tag.', 'Important')),
  description: maybe(text('What the tag is for.', 'Accounts to look at daily'))
})
export type TagOfAccount = Static<typeof TagOfAccount>

/** Like every page, but the service may add fields to each account that are not part of it. */
export const AccountPage = Type.Unsafe<JsonDocument<Page<Account & { tags?: TagOfAccount[] | null }>>>({
  type: 'object',
  description: 'A page of accounts.',
  additionalProperties: false,
  required: ['items'],
  properties: {
    items: {
      type: 'array',
      description: 'The items of this page.',
      items: {
        allOf: [
          { $ref: 'Account#' },
          Type.Object({
            tags: Type.Optional(
              nullable(listOf(TagOfAccount, 'The tags of the account; only with `include_tags`.'))
            )
          })
        ],
        examples: [{ ...exampleAccount, tags: [{ id: exampleId, label: 'Important' }] }]
      }
    },
    next_starting_after: text(
      'The `starting_after` of the next page; absent if this page is empty.',
      `${exampleTime}&${exampleEmail}`
    )
  }
})
