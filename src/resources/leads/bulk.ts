import { type Static, Type } from 'typebox'
import { messageOnly } from '../../http/error-schemas.ts'
import { exampleId, flag, integer, listOf, number, text } from '../schemas.ts'
import { leadFilter } from './filter.ts'
import { esgCodeFilter, espCode } from './provider.ts'
import { leadIds, place, queries, search, selection } from './selection.ts'

export const MoveLeads = Type.Object(
  {
    ...selection,
    to_campaign_id: Type.Optional(text('The destination campaign.', exampleId)),
    to_list_id: Type.Optional(text('The destination list.', exampleId)),
    ignore_resource_filter_clauses: Type.Optional(
      flag('Whether to forget what the lead finder has saved about the source.')
    ),
    check_duplicates_in_campaigns: Type.Optional(
      flag('Whether to leave out leads that are in another campaign.')
    ),
    skip_leads_in_verification: Type.Optional(flag('Whether to leave out leads that await verification.')),
    limit: Type.Optional(number('How many leads at most.', 100)),
    assigned_to: Type.Optional(text('The user to assign them to.', exampleId)),
    esp_code: Type.Optional(espCode('Only leads with this mail provider')),
    esg_code: Type.Optional(esgCodeFilter('Only leads behind this gateway')),
    copy_leads: Type.Optional(flag('Whether to copy the leads instead of moving them.')),
    check_duplicates: Type.Optional(
      flag('Whether to leave out leads whose email the destination already has.', true)
    ),
    reset_interest_status: Type.Optional(flag('Whether to clear their interest status.'))
  },
  {
    description: 'Which leads to move, and where to.',
    examples: [{ campaign: exampleId, ids: [exampleId], to_list_id: exampleId }]
  }
)
export type MoveLeads = Static<typeof MoveLeads>

export const AssignLeads = Type.Object(
  {
    search,
    filter: Type.Optional(leadFilter('Only leads of this kind')),
    ...place,
    organization_user_ids: listOf(text('A user.', exampleId), 'The users to assign them to, in turn.', {
      minItems: 1
    }),
    smart_view_id: Type.Optional(text('Only leads of this saved view.', exampleId)),
    ids: Type.Optional(leadIds('Only these leads.')),
    limit: Type.Optional(integer('How many leads at most.', 100, { minimum: 0 })),
    queries,
    assigned_to: Type.Optional(text('Only leads now assigned to this user.', exampleId)),
    has_clause: Type.Optional(flag('Whether the filters set in the web app apply, too.'))
  },
  {
    description: 'Which leads to assign, and to whom.',
    examples: [{ organization_user_ids: [exampleId], campaign: exampleId }]
  }
)
export type AssignLeads = Static<typeof AssignLeads>

export const AssignmentAccepted = Type.Object(
  {
    status: Type.Optional(text('Always `accepted`.', 'accepted')),
    message: Type.Optional(
      text('A confirmation of the change.', 'Your request will be processed in a background job')
    )
  },
  { description: 'The change is accepted.' }
)

export const UnknownUser = messageOnly('Invalid ID on `organization_user_ids` field')
