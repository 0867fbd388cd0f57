import { Type } from 'typebox'
import type { JsonDocument } from '../../world/document.ts'
import { exampleId, idList, pageQuery, text } from '../schemas.ts'
import { Campaign, example } from './schema.ts'
import { campaignStatus } from './status.ts'

const setByTheService = [
  'id',
  'status',
  'timestamp_created',
  'timestamp_updated',
  'not_sending_status',
  'core_variables',
  'custom_variables',
  'organization'
] as const

export const CreateCampaign = Type.Omit(Campaign, setByTheService, {
  description: 'The campaign to create.',
  additionalProperties: false,
  examples: [example]
})
export type CreateCampaign = Type.Static<typeof CreateCampaign>

export const PatchCampaign = Type.Partial(Type.Omit(CreateCampaign, ['ai_sdr_id']), {
  description: 'The changes. Arrays and the schedule are replaced as a whole; null unsets a field.',
  additionalProperties: false,
  minProperties: 1,
  examples: [{ name: 'Summer outreach', daily_limit: 80 }]
})
export type PatchCampaign = Type.Static<typeof PatchCampaign>

export const DuplicateCampaign = Type.Object(
  {
    name: Type.Optional(
      Type.String({
        description: 'The name of the copy; by default the old name followed by ` (copy)`.',
        examples: ['Take two']
      })
    )
  },
  { examples: [{ name: 'Take two' }] }
)
export type DuplicateCampaign = Type.Static<typeof DuplicateCampaign>

export const AddVariables = Type.Object(
  {
    variables: Type.Array(Type.String({ examples: ['firstName'] }), {
      description: 'Names of variables, built-in or custom.'
    })
  },
  { examples: [{ variables: ['firstName', 'favouriteTea'] }] }
)

export const ListCampaigns = Type.Object({
  ...pageQuery(),
  search: Type.Optional(
    Type.String({ description: 'Part of the name, ignoring case.', examples: ['outreach'] })
  ),
  tag_ids: idList('Only campaigns with any of these tags.'),
  ai_sales_agent_id: Type.Optional(
    Type.String({ description: 'Only campaigns that this AI sales agent created.', examples: [exampleId] })
  ),
  status: Type.Optional(campaignStatus('Only campaigns in this state')),
  exclude_status: Type.Optional(campaignStatus('No campaigns in this state'))
})
export type ListCampaigns = Type.Static<typeof ListCampaigns>

export const LaunchedCount = Type.Object(
  { count: Type.Number({ description: 'How many campaigns have left the draft state.', examples: [2] }) },
  { description: 'The count.' }
)

export const SearchByContact = Type.Object({
  search: Type.Optional(text('The email address of a lead.', 'ben@example.org')),
  sort_column: Type.Optional(
    text('The field that decides the order.', 'name', { default: 'timestamp_created' })
  ),
  sort_order: Type.Optional(
    text('The order: `asc` ascending, `desc` descending.', 'desc', { default: 'asc' })
  )
})
export type SearchByContact = Type.Static<typeof SearchByContact>

/** Not a page: all are returned at once. */
export const CampaignsOfContact = Type.Unsafe<JsonDocument<{ items: Campaign[] }>>({
  type: 'object',
  description: 'The campaigns that the lead is in.',
  properties: {
    items: { type: 'array', description: 'The campaigns.', items: { $ref: 'Campaign#' } }
  }
})
