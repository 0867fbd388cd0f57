import { type Static, Type } from 'typebox'
import { nullableAccountFilter } from '../accounts/filter.ts'
import { ACCOUNT, CAMPAIGN, resourceTypes } from '../custom-tag-mappings/schema.ts'
import {
  exampleId,
  exampleTime,
  exampleWorkspace,
  id,
  idList,
  instant,
  nullable,
  oneOf,
  pageQuery
} from '../schemas.ts'

const label = Type.String({
  description: 'The display name. No two tags of a workspace share it, spaces around it aside.',
  minLength: 1,
  pattern: '.*\\S.*',
  examples: ['Important']
})
const description = Type.Optional(
  nullable(Type.String({ description: 'What the tag is for.', examples: ['Campaigns to look at daily'] }))
)

export const CustomTag = Type.Object(
  {
    id: id('The id of the tag.'),
    timestamp_created: instant('When the tag was created.'),
    timestamp_updated: instant('When the tag was last changed.'),
    organization_id: id('The workspace that the tag belongs to.'),
    label,
    description
  },
  {
    $id: 'CustomTag',
    description: 'A label for finding campaigns and accounts.',
    additionalProperties: false,
    examples: [
      {
        id: exampleId,
        timestamp_created: exampleTime,
        timestamp_updated: exampleTime,
        organization_id: exampleWorkspace,
        label: 'Important',
        description: 'Campaigns to look at daily'
      }
    ]
  }
)
export interface CustomTag extends Type.Static<typeof CustomTag> {}

export const CreateCustomTag = Type.Object(
  { label, description },
  {
    additionalProperties: false,
    examples: [{ label: 'Spring fair', description: 'People met at our stand' }]
  }
)
export type CreateCustomTag = Type.Static<typeof CreateCustomTag>

export const PatchCustomTag = Type.Partial(CreateCustomTag, {
  additionalProperties: false,
  minProperties: 1,
  examples: [{ label: 'Urgent' }]
})
export type PatchCustomTag = Type.Static<typeof PatchCustomTag>

export const ListCustomTags = Type.Object({
  ...pageQuery(),
  search: Type.Optional(
    Type.String({ description: 'Part of the label, ignoring case.', examples: ['Important'] })
  ),
  resource_ids: idList('Only tags of one of these campaigns or accounts.'),
  tag_ids: idList('Only these tags.')
})
export type ListCustomTags = Type.Static<typeof ListCustomTags>

const accountFilter = nullableAccountFilter('The state of the accounts to select')

const idArray = (what: string) =>
  Type.Array(Type.String({ examples: [exampleId] }), { minItems: 1, description: what })

const Criteria = Type.Object(
  {
    // Both match `no-tag`, so the published oneOf could never accept it; anyOf is what is meant.
    tag_id: Type.Optional(
      Type.Union(
        [
          Type.String({ examples: [exampleId] }),
          Type.Unsafe<'no-tag'>({ type: 'string', enum: ['no-tag'], examples: ['no-tag'] })
        ],
        { description: 'Only those with this tag; `no-tag`: those without any.' }
      )
    ),
    tag_ids: Type.Optional(idArray('Only those with any of these tags.')),
    tag_ids_all: Type.Optional(idArray('Only those with all of these tags.')),
    filter: Type.Optional(accountFilter),
    search: Type.Optional(
      Type.String({ description: 'Part of the name or email.', examples: ['anna@example.com'] })
    )
  },
  { additionalProperties: false }
)

export const ToggleResource = Type.Object(
  {
    tag_ids: idArray('The tags to add or remove.'),
    resource_type: oneOf('What is tagged', [ACCOUNT, CAMPAIGN], resourceTypes),
    resource_ids: Type.Optional(
      idArray('The campaigns by id, or the accounts by email. Required unless `selected_all` is true.')
    ),
    excluded_resource_ids: Type.Optional(idArray('With `selected_all`: those to exclude.')),
    assign: Type.Boolean({ description: 'True adds the tags, false removes them.', examples: [true] }),
    selected_all: Type.Optional(
      Type.Boolean({
        description: 'True selects every campaign or account that matches the filters.',
        examples: [false]
      })
    ),
    filter: Type.Optional(
      Type.Unsafe<Static<typeof accountFilter> | Static<typeof Criteria>>({
        description: 'With `selected_all`: which to select, by account state, tags or name.',
        oneOf: [accountFilter, Criteria]
      })
    ),
    search: Type.Optional(
      Type.String({
        description: 'With `selected_all`: part of the name or email. Outranks `filter.search`.',
        examples: ['anna@example.com']
      })
    )
  },
  {
    additionalProperties: false,
    examples: [{ tag_ids: [exampleId], resource_type: CAMPAIGN, resource_ids: [exampleId], assign: true }]
  }
)
export type ToggleResource = Type.Static<typeof ToggleResource>

export const Success = Type.Object(
  { success: Type.Optional(Type.Boolean({ description: 'Always true.', examples: [true] })) },
  { description: 'The tags are added or removed.' }
)
