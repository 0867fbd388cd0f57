import { Type } from 'typebox'
import { exampleId, flag, integer, nullable, number, text } from '../../schemas.ts'
import { statusMeanings } from '../status.ts'
import {
  clicks,
  contacted,
  ends,
  engagement,
  newLeadsContacted,
  opens,
  opportunities,
  replies,
  sent
} from './counts.ts'

export const CampaignAnalytics = Type.Array(
  Type.Object({
    campaign_name: text('The name of the campaign.', 'Spring outreach'),
    campaign_id: text('The id of the campaign.', exampleId),
    campaign_status: number('The state of the campaign.', 1, { 'x-enumDescriptions': statusMeanings }),
    campaign_is_evergreen: flag('Whether it keeps taking leads instead of completing.'),
    leads_count: integer('How many leads are in it now, whatever the period.', 150),
    contacted_count: contacted,
    emails_sent_count: sent,
    new_leads_contacted_count: newLeadsContacted,
    ...opens,
    ...replies,
    ...clicks,
    ...ends,
    ...opportunities
  }),
  { description: 'A row per campaign with events.' }
)
export type CampaignAnalytics = Type.Static<typeof CampaignAnalytics>

export const AnalyticsOverview = Type.Partial(
  Type.Object({
    ...opens,
    ...clicks,
    ...replies,
    ...ends,
    emails_sent_count: sent,
    contacted_count: contacted,
    new_leads_contacted_count: newLeadsContacted,
    ...opportunities,
    total_interested: integer('How many leads became interested.', 3),
    total_meeting_booked: integer('How many leads booked a meeting.', 1),
    total_meeting_completed: integer('How many leads had their meeting.', 1),
    total_closed: integer('How many leads were won.', 1)
  }),
  { description: 'All these campaigns together.' }
)
export type AnalyticsOverview = Type.Static<typeof AnalyticsOverview>

export const DailyAnalytics = Type.Array(
  Type.Partial(
    Type.Object({
      date: text('The day, in UTC.', '2026-01-15'),
      sent,
      contacted,
      new_leads_contacted: newLeadsContacted,
      ...engagement,
      opportunities: integer('How often a lead showed interest.', 6),
      unique_opportunities: integer('How many leads showed interest for the first time.', 5)
    })
  ),
  { description: 'A row for each day on which something happened, from the first to the last.' }
)
export type DailyAnalytics = Type.Static<typeof DailyAnalytics>

const ofStep = {
  step: nullable(text('The step, from 0; null for what belongs to none.', '0')),
  variant: nullable(text('The variant, from 0; null for what belongs to none.', '0')),
  sent,
  ...engagement
}

export const StepAnalytics = Type.Array(
  Type.Object({
    ...ofStep,
    opportunities: Type.Optional(integer('How often a lead showed interest.', 6)),
    unique_opportunities: Type.Optional(integer('How many leads showed interest.', 5)),
    meetings_booked: Type.Optional(integer('How many of them have a meeting booked now.', 2)),
    won: Type.Optional(integer('How many of them are won now.', 1))
  }),
  { description: 'A row for each step and variant that was sent.' }
)
export type StepAnalytics = Type.Static<typeof StepAnalytics>

export const SubsequenceStepAnalytics = Type.Array(Type.Object(ofStep), {
  description: 'A row for each step and variant that was sent.'
})
export type SubsequenceStepAnalytics = Type.Static<typeof SubsequenceStepAnalytics>
