import { Type } from 'typebox'
import { campaignStatus } from '../campaigns/status.ts'
import { exampleId, exampleTime, instant, startingAfter } from '../schemas.ts'

export const AccountCampaignMapping = Type.Object(
  {
    campaign_id: Type.String({
      description: 'The campaign that sends from the account.',
      examples: [exampleId]
    }),
    campaign_name: Type.String({ description: 'The name of that campaign.', examples: ['Spring outreach'] }),
    timestamp_created: instant('When the campaign was created.'),
    status: Type.Optional(campaignStatus('The state of the campaign'))
  },
  {
    $id: 'AccountCampaignMapping',
    description: 'A campaign that sends from the given account.',
    additionalProperties: false,
    examples: [
      { campaign_id: exampleId, campaign_name: 'Spring outreach', timestamp_created: exampleTime, status: 1 }
    ]
  }
)
export interface AccountCampaignMapping extends Type.Static<typeof AccountCampaignMapping> {}

/** Unlike other lists, this one documents no bounds for its limit. */
export const ListAccountCampaignMappings = Type.Object({
  limit: Type.Optional(
    Type.Number({ description: 'Maximum number of items; 10 by default.', examples: [10] })
  ),
  starting_after: startingAfter(exampleTime)
})
export type ListAccountCampaignMappings = Type.Static<typeof ListAccountCampaignMappings>
