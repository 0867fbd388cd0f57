import { type Static, Type } from 'typebox'
import { errorOnly } from '../../http/error-schemas.ts'
import { exampleId, flag, integer, listOf, nullable, number, pageQuery, text } from '../schemas.ts'
import { esgCodeFilter } from './provider.ts'
import { example, exampleLeadEmail, Lead } from './schema.ts'
import { leadIds, selection } from './selection.ts'
import { enrichmentStatus, leadStatus } from './status.ts'
import { customVariables } from './variables.ts'

const writable = [
  'campaign',
  'email',
  'personalization',
  'website',
  'last_name',
  'first_name',
  'company_name',
  'job_title',
  'phone',
  'lt_interest_status',
  'pl_value_lead',
  'list_id',
  'assigned_to'
] as const

export const CreateLead = Type.Object(
  {
    ...Type.Pick(Lead, writable).properties,
    skip_if_in_workspace: Type.Optional(flag('Whether to skip an email that the workspace already has.')),
    skip_if_in_campaign: Type.Optional(flag('Whether to skip an email that is in a campaign.')),
    skip_if_in_list: Type.Optional(flag('Whether to skip an email that is in a list.')),
    blocklist_id: Type.Optional(text('The block list to check.', exampleId)),
    verify_leads_for_lead_finder: Type.Optional(flag('Whether to verify the email for the lead finder.')),
    verify_leads_on_import: Type.Optional(flag('Whether to verify the email.')),
    custom_variables: customVariables
  },
  {
    description: 'The lead to add. Into a campaign it needs an email; into a list, an email or a name.',
    additionalProperties: false,
    examples: [example]
  }
)
export type CreateLead = Static<typeof CreateLead>

export const PatchLead = Type.Object(
  {
    ...Type.Omit(Type.Pick(Lead, writable), ['campaign', 'email', 'list_id']).properties,
    custom_variables: customVariables
  },
  {
    description: 'The changes; null unsets a field.',
    additionalProperties: false,
    minProperties: 1,
    examples: [{ first_name: 'Benjamin', lt_interest_status: 1 }]
  }
)
export type PatchLead = Static<typeof PatchLead>

export const DeleteLeads = Type.Object(
  {
    campaign_id: Type.Optional(text('The campaign to delete from.', exampleId)),
    list_id: Type.Optional(text('The list to delete from.', exampleId)),
    status: Type.Optional(leadStatus('Only leads in this state', { examples: [3] })),
    ids: Type.Optional(leadIds('Only these leads.')),
    limit: Type.Optional(
      integer('Maximum number of leads; all by default.', 100, { minimum: 1, maximum: 10_000 })
    )
  },
  {
    description: 'Which leads to delete. Without a condition: all of the campaign or list.',
    anyOf: [{ required: ['campaign_id'] }, { required: ['list_id'] }],
    examples: [{ campaign_id: exampleId, status: 3 }]
  }
)
export type DeleteLeads = Static<typeof DeleteLeads>

export const DeletedLeads = Type.Object(
  { count: Type.Optional(integer('How many leads were deleted.', 5)) },
  { description: 'The count.' }
)

export const ListLeads = Type.Object(
  {
    ...selection,
    ...pageQuery(),
    organization_user_ids: Type.Optional(
      listOf(text('A user.', exampleId), 'Only leads assigned to one of these users.')
    ),
    smart_view_id: Type.Optional(text('Only leads of this saved view.', exampleId)),
    is_website_visitor: Type.Optional(flag('Only website visitors, or only other leads.')),
    distinct_contacts: Type.Optional(flag('Whether to show one lead for each email.')),
    enrichment_status: Type.Optional(enrichmentStatus('Only leads with this enrichment status')),
    esg_code: Type.Optional(esgCodeFilter('Only leads behind this gateway'))
  },
  { description: 'Which leads to show.', examples: [{ campaign: exampleId, limit: 10 }] }
)
export type ListLeads = Static<typeof ListLeads>

export const MergeLeads = Type.Object(
  {
    lead_id: text('The lead to merge into the other.', exampleId),
    destination_lead_id: text('The lead that stays.', exampleId)
  },
  { examples: [{ lead_id: exampleId, destination_lead_id: exampleId }] }
)
export type MergeLeads = Static<typeof MergeLeads>

export const UpdateInterestStatus = Type.Object(
  {
    lead_email: text('The email of the leads.', exampleLeadEmail),
    interest_value: nullable(number('The interest status, built-in or of a label; null clears it.', 1)),
    campaign_id: Type.Optional(text('Only the lead in this campaign.', exampleId)),
    ai_interest_value: Type.Optional(number('The score that AI gave the last reply.', 1)),
    disable_auto_interest: Type.Optional(flag('Whether to keep the value, whatever the lead replies.')),
    list_id: Type.Optional(text('Only the lead in this list.', exampleId))
  },
  { examples: [{ lead_email: exampleLeadEmail, interest_value: 1 }] }
)
export type UpdateInterestStatus = Static<typeof UpdateInterestStatus>

const submitted = 'Lead interest status update background job submitted'

export const InterestStatusSubmitted = Type.Object(
  { message: Type.Optional(text('A confirmation of the change.', submitted)) },
  { description: 'The change is accepted.' }
)

export const InvalidLeadEmail = errorOnly('Invalid lead email')

export const MoveToSubsequence = Type.Object(
  {
    subsequence_id: text('The destination subsequence.', exampleId),
    id: text('The lead.', exampleId)
  },
  { examples: [{ subsequence_id: exampleId, id: exampleId }] }
)

export const RemoveFromSubsequence = Type.Pick(MoveToSubsequence, ['id'], { examples: [{ id: exampleId }] })
