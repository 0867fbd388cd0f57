import { Type } from 'typebox'
import { AutoVariantSelect } from '../campaigns/auto-variant-select.ts'
import { CampaignSchedule } from '../campaigns/schedule.ts'
import { SubsequenceSequence } from '../campaigns/sequence.ts'
import { campaignStatus } from '../campaigns/status.ts'
import {
  exampleId,
  exampleTime,
  exampleWorkspace,
  flag,
  id,
  instant,
  maybe,
  number,
  text,
  wordOf
} from '../schemas.ts'
import { Conditions } from './conditions.ts'

/** The fields that create a subsequence. */
export const example = {
  parent_campaign: exampleId,
  name: 'For the interested',
  conditions: { crm_status: [1], reply_contains: 'tell me more' },
  subsequence_schedule: {
    schedules: [
      {
        name: 'Mornings',
        timing: { from: '08:00', to: '12:00' },
        days: { '1': true, '2': true, '3': true, '4': true, '5': true },
        timezone: 'America/Chicago'
      }
    ]
  },
  sequences: [
    {
      steps: [
        {
          type: 'email',
          delay: 2,
          delay_unit: 'days',
          pre_delay: 1,
          pre_delay_unit: 'days',
          variants: [{ subject: 'More about it', body: 'Hello {{firstName}},<br/>here it is.' }]
        }
      ]
    }
  ],
  daily_limit_mode: 'custom',
  daily_limit: 20
}

export const CampaignSubsequence = Type.Object(
  {
    id: id('The id of the subsequence.'),
    timestamp_created: instant('When the subsequence was created.'),
    parent_campaign: text('The campaign whose leads it takes.', exampleId),
    workspace: id('The workspace that the subsequence belongs to.'),
    status: campaignStatus('The state of the subsequence', { readOnly: true }),
    timestamp_leads_updated: instant('When a lead last entered or left it.'),
    name: text('The display name.', 'For the interested'),
    conditions: Conditions,
    subsequence_schedule: Type.Optional(
      Type.Object(CampaignSchedule.properties, {
        description: 'When the subsequence may send; like its campaign by default.'
      })
    ),
    sequences: Type.Optional(
      Type.Array(SubsequenceSequence, {
        description: 'The emails to send. Only the first element is used: put all steps there.'
      })
    ),
    auto_variant_select: maybe(AutoVariantSelect),
    daily_limit_mode: Type.Optional(
      wordOf('Which daily limit applies', {
        inherit: 'that of the campaign',
        custom: 'its own `daily_limit`',
        unlimited: 'none'
      })
    ),
    daily_limit: maybe(number('The maximum number of emails per day in `custom` mode.', 20)),
    ignore_account_daily_limit: Type.Optional(
      flag('Whether it sends even from accounts that have reached their daily limit.')
    )
  },
  {
    $id: 'CampaignSubsequence',
    description: 'A second sequence of a campaign, for leads that meet its conditions.',
    additionalProperties: false,
    examples: [
      {
        id: '7d4f3a52-3c0e-4b39-9d6a-2f1c8a5e7b90',
        timestamp_created: exampleTime,
        workspace: exampleWorkspace,
        status: 1,
        timestamp_leads_updated: exampleTime,
        ...example
      }
    ]
  }
)
export interface CampaignSubsequence extends Type.Static<typeof CampaignSubsequence> {}
