import { Type } from 'typebox'
import { exampleId, exampleTime, flag, text } from '../../schemas.ts'
import { campaignStatus } from '../status.ts'

/** A date alone is midnight UTC. */
export const period = {
  start_date: Type.Optional(text('The start: a date, or a date with a time.', '2026-01-01')),
  end_date: Type.Optional(text('The end: a date, or a date with a time.', exampleTime))
}

const chosenCampaigns = {
  id: Type.Optional(text('Only this campaign; all by default.', exampleId)),
  ids: Type.Optional(
    Type.Array(text('The id of a campaign.', exampleId), {
      description: 'Only these campaigns; the parameter is repeated for each.',
      examples: [[exampleId]]
    })
  )
}

const campaign = { campaign_id: Type.Optional(text('Only this campaign; all by default.', exampleId)) }
const status = { campaign_status: Type.Optional(campaignStatus('Only campaigns in this state')) }

export const CampaignAnalyticsQuery = Type.Object({
  ...chosenCampaigns,
  ...period,
  exclude_total_leads_count: Type.Optional(
    flag('Whether to report 0 leads instead of counting them; saves time.', true, { default: false })
  )
})
export type CampaignAnalyticsQuery = Type.Static<typeof CampaignAnalyticsQuery>

export const OverviewQuery = Type.Object({
  ...chosenCampaigns,
  ...period,
  ...status,
  expand_crm_events: Type.Optional(
    flag('Whether to count a lead for each interest status that it gets, not only for its first.', true, {
      default: false
    })
  )
})
export type OverviewQuery = Type.Static<typeof OverviewQuery>

export const DailyAnalyticsQuery = Type.Object({ ...campaign, ...period, ...status })
export type DailyAnalyticsQuery = Type.Static<typeof DailyAnalyticsQuery>

export const StepAnalyticsQuery = Type.Object({
  ...campaign,
  ...period,
  include_opportunities_count: Type.Optional(
    flag('Whether to count opportunities, meetings and won leads, too.', true, { default: false })
  )
})
export type StepAnalyticsQuery = Type.Static<typeof StepAnalyticsQuery>

export const SubsequenceStepAnalyticsQuery = Type.Object(period)
export type SubsequenceStepAnalyticsQuery = Type.Static<typeof SubsequenceStepAnalyticsQuery>

export const SendingStatusQuery = Type.Object({
  with_ai_summary: Type.Optional(flag('Whether to add a summary in one sentence.', false, { default: false }))
})
export type SendingStatusQuery = Type.Static<typeof SendingStatusQuery>
