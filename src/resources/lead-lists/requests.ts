import { type Static, Type } from 'typebox'
import { exampleTime, flag, number, pageQuery, text } from '../schemas.ts'
import { LeadList } from './schema.ts'

export const CreateLeadList = Type.Omit(LeadList, ['id', 'organization_id', 'timestamp_created'], {
  description: 'The list to create.',
  additionalProperties: false,
  examples: [{ name: 'Spring fair visitors' }]
})
export type CreateLeadList = Static<typeof CreateLeadList>

export const PatchLeadList = Type.Partial(CreateLeadList, {
  description: 'The changes; null unsets a field.',
  additionalProperties: false,
  minProperties: 1,
  examples: [{ name: 'Summer fair visitors' }]
})
export type PatchLeadList = Static<typeof PatchLeadList>

export const ListLeadLists = Type.Object({
  ...pageQuery(exampleTime),
  has_enrichment_task: Type.Optional(flag('Only lists that enrich their leads, or only those that do not.')),
  search: Type.Optional(text('Part of the name, ignoring case.', 'fair'))
})
export type ListLeadLists = Static<typeof ListLeadLists>

const Stats = Type.Object(
  {
    verified: Type.Optional(number('Leads with a verified address.', 150)),
    invalid: Type.Optional(number('Leads with an invalid address.', 25)),
    risky: Type.Optional(number('Leads with a risky address.', 10)),
    catch_all: Type.Optional(number('Leads whose domain accepts mail for any address.', 5)),
    job_change: Type.Optional(number('Leads who have left the company.', 2)),
    verification_job_pending_leadfinder: Type.Optional(
      number('Leads from the lead finder, awaiting verification.', 11)
    ),
    verification_job_pending_user: Type.Optional(
      number('Leads awaiting a verification that a user asked for.', 12)
    )
  },
  { description: 'How many leads have each verification status.' }
)

export const VerificationStats = Type.Object(
  {
    stats: Stats,
    total_leads: number('All leads of the list, including those never verified.', 220)
  },
  { description: 'The leads of the list, counted.' }
)
export type VerificationStats = Static<typeof VerificationStats>
