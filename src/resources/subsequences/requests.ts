import { Type } from 'typebox'
import { exampleId, number, pageQuery, text } from '../schemas.ts'
import { CampaignSubsequence, example } from './schema.ts'

export const CreateSubsequence = Type.Omit(
  CampaignSubsequence,
  ['id', 'timestamp_created', 'workspace', 'status', 'timestamp_leads_updated'],
  { description: 'The subsequence to create.', additionalProperties: false, examples: [example] }
)
export type CreateSubsequence = Type.Static<typeof CreateSubsequence>

export const PatchSubsequence = Type.Partial(Type.Omit(CreateSubsequence, ['parent_campaign']), {
  description:
    'The changes. Conditions, schedule and sequences are replaced as a whole; null unsets a field.',
  additionalProperties: false,
  minProperties: 1,
  examples: [{ name: 'For the very interested', daily_limit: 40 }]
})
export type PatchSubsequence = Type.Static<typeof PatchSubsequence>

export const DuplicateSubsequence = Type.Object(
  {
    parent_campaign: text('The campaign that the copy belongs to.', exampleId),
    name: Type.Optional(text('The name of the copy; the old one by default.', 'For the interested again'))
  },
  { examples: [{ parent_campaign: exampleId, name: 'For the interested again' }] }
)
export type DuplicateSubsequence = Type.Static<typeof DuplicateSubsequence>

export const ListSubsequences = Type.Object({
  ...pageQuery(),
  parent_campaign: Type.Optional(text('Only the subsequences of this campaign.', exampleId)),
  parent_campaign_not: Type.Optional(text('Only the subsequences of all other campaigns.', exampleId)),
  search: Type.Optional(text('Part of the name, ignoring case.', 'interested'))
})
export type ListSubsequences = Type.Static<typeof ListSubsequences>

export const SubsequenceAnalyticsQuery = Type.Object({
  campaign_id: text('The campaign whose subsequences are counted.', exampleId)
})
export type SubsequenceAnalyticsQuery = Type.Static<typeof SubsequenceAnalyticsQuery>

export const SubsequenceAnalytics = Type.Array(
  Type.Object({
    subsequence_id: text('The subsequence.', exampleId),
    emails_sent: number('How many emails it sent.', 100),
    unique_opens: number('How many leads opened one.', 50),
    unique_replies: number('How many leads replied.', 10)
  }),
  { description: 'A row for each subsequence of the campaign.' }
)
export type SubsequenceAnalytics = Type.Static<typeof SubsequenceAnalytics>
