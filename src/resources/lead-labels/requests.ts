import { type Static, Type } from 'typebox'
import { errorOnly } from '../../http/error-schemas.ts'
import { exampleTime, listOf, number, pageQuery, text } from '../schemas.ts'
import { interestLabel } from './interest.ts'
import { example, LeadLabel } from './schema.ts'

const setByTheService = [
  'id',
  'timestamp_created',
  'created_by',
  'organization_id',
  'interest_status'
] as const

export const CreateLeadLabel = Type.Omit(LeadLabel, setByTheService, {
  description: 'The label to create.',
  additionalProperties: false,
  examples: [example]
})
export type CreateLeadLabel = Static<typeof CreateLeadLabel>

export const PatchLeadLabel = Type.Partial(CreateLeadLabel, {
  description: 'The changes; null unsets a field.',
  additionalProperties: false,
  minProperties: 1,
  examples: [{ label: 'Asked for a demo' }]
})
export type PatchLeadLabel = Static<typeof PatchLeadLabel>

/** The contract names no type: null is accepted, and so is a missing body. */
export const DeleteLeadLabel = Type.Unsafe<{ reassigned_status?: number } | null>({
  type: ['object', 'null'],
  description: 'What happens to the leads with this label.',
  properties: {
    reassigned_status: number('The interest status that they get instead; none by default.', 1)
  },
  examples: [{ reassigned_status: 1 }]
})
export type DeleteLeadLabel = Static<typeof DeleteLeadLabel>

export const ListLeadLabels = Type.Object({
  ...pageQuery(exampleTime),
  search: Type.Optional(text('Part of the label or its description, ignoring case.', 'prices')),
  interest_status: Type.Optional(interestLabel('Only labels that say this about a lead'))
})
export type ListLeadLabels = Static<typeof ListLeadLabels>

export const TestAiReplyLabel = Type.Object(
  { reply_text: text('The reply to classify.', 'Sounds good, tell me more.') },
  { examples: [{ reply_text: 'Sounds good, tell me more.' }] }
)

export type TestAiReplyLabel = Static<typeof TestAiReplyLabel>

export const AiReplyLabel = Type.Object(
  {
    result: Type.Optional(text('The label that fits the reply.', 'Interested')),
    custom_labels_considered: Type.Optional(
      listOf(text('The name of a label.', 'Asked for prices'), 'The custom labels that were considered.')
    )
  },
  { description: 'What the reply says about the lead.' }
)
export type AiReplyLabel = Static<typeof AiReplyLabel>

export const RateLimitExceeded = errorOnly('Rate limit exceeded')
export const ClassificationFailed = errorOnly('Classification failed')
