import { type Static, Type } from 'typebox'
import { exampleId, flag, integer, listOf, maybe, nullable, text } from '../schemas.ts'
import { CreateLead } from './requests.ts'
import { exampleLeadEmail } from './schema.ts'

const notOfOneLead = [
  'campaign',
  'list_id',
  'skip_if_in_workspace',
  'skip_if_in_campaign',
  'skip_if_in_list',
  'blocklist_id',
  'verify_leads_for_lead_finder',
  'verify_leads_on_import'
] as const

const LeadToAdd = Type.Omit(CreateLead, notOfOneLead, { additionalProperties: false })
export type LeadToAdd = Static<typeof LeadToAdd>

export const AddLeads = Type.Object(
  {
    campaign_id: Type.Optional(text('The campaign to add to. Either this or `list_id`.', exampleId)),
    list_id: Type.Optional(text('The list to add to. Either this or `campaign_id`.', exampleId)),
    leads: listOf(
      LeadToAdd,
      'The leads. Into a campaign each needs an email; into a list, an email or a name.',
      {
        minItems: 1,
        maxItems: 1000
      }
    ),
    blocklist_id: maybe(text('The block list to check; the workspace’s own by default.', exampleId)),
    assigned_to: Type.Optional(text('The user to assign all of them to.', exampleId)),
    verify_leads_on_import: Type.Optional(flag('Whether to verify the emails afterwards.')),
    skip_if_in_workspace: Type.Optional(
      flag('Whether to skip emails that the workspace already has. Overrides the other two.')
    ),
    skip_if_in_campaign: Type.Optional(flag('Whether to skip emails that are in any campaign.')),
    skip_if_in_list: Type.Optional(flag('Whether to skip emails that are in any list.'))
  },
  {
    description: 'Up to a thousand leads for one campaign or list.',
    examples: [
      {
        campaign_id: exampleId,
        leads: [
          { email: exampleLeadEmail, first_name: 'Ben', custom_variables: { favouriteTea: 'Assam' } },
          { email: 'carla@example.com', first_name: 'Carla' }
        ]
      }
    ]
  }
)
export type AddLeads = Static<typeof AddLeads>

const AddedLead = Type.Object({
  index: integer('The index of the lead in `leads`, from 0.', 0),
  id: text('The id of the lead.', exampleId),
  email: maybe(text('The email as stored.', exampleLeadEmail)),
  first_name: maybe(text('The first name.', 'Ben')),
  last_name: maybe(text('The last name.', 'Example')),
  phone: maybe(text('The phone number.', '+44 20 7946 0000'))
})
export type AddedLead = Static<typeof AddedLead>

export const AddedLeads = Type.Object(
  {
    status: text('Always `success`.', 'success'),
    total_sent: integer('How many leads were sent.', 2),
    leads_uploaded: integer('How many were added.', 1),
    in_blocklist: integer('How many are on the block list.', 0),
    blocklist_used: nullable(text('The requested block list, or null.', exampleId)),
    duplicated_leads: integer('How many are already in this campaign or list.', 1),
    skipped_count: integer('How many were skipped because of a `skip_if_in_…`.', 0),
    invalid_email_count: integer('How many have no email, or an invalid one.', 0),
    incomplete_count: integer('How many have neither email nor name; for lists only.', 0),
    duplicate_email_count: integer('How many repeat the email of an earlier lead in this request.', 0),
    remaining_in_plan: nullable(integer('How many more leads the plan allows; null for lists.', 24999)),
    created_leads: listOf(AddedLead, 'The leads that were added, in the order in which they were sent.')
  },
  { description: 'The result for the leads.' }
)
export type AddedLeads = Static<typeof AddedLeads>
