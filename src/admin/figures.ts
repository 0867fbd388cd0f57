import { Type } from 'typebox'
import type { AdminRoutes } from '../http/services.ts'
import { CampaignAnalytics, DailyAnalytics, StepAnalytics } from '../resources/campaigns/analytics/schema.ts'
import { exampleId, integer, mapOf, number, text } from '../resources/schemas.ts'

const tags = ['Figures']

const DaysOfCampaigns = Type.Array(
  Type.Object({
    campaign: text('The campaign.', exampleId),
    date: text('The day, in UTC.', '2026-01-15'),
    sent: integer('How many emails were sent.', 12),
    replies: integer('How many people replied.', 2),
    bounced: integer('How many emails came back.', 1)
  }),
  { description: 'The days of each campaign on which anything was sent, answered or returned.' }
)

const Figures = Type.Object(
  {
    steps: StepAnalytics,
    days: DailyAnalytics,
    bounced: mapOf(integer('How many emails came back.', 1), 'How many emails came back on each day.'),
    leads: mapOf(number('How many leads.', 12), 'How many leads have each status.')
  },
  {
    description: 'The totals of a campaign.',
    examples: [
      {
        steps: [{ step: '0', variant: '0', sent: 12, opened: 8, replies: 2 }],
        days: [{ date: '2026-01-15', sent: 12, opened: 8, replies: 2 }],
        bounced: { '2026-01-15': 1 },
        leads: { '1': 10, '3': 2 }
      }
    ]
  }
)

const Rows = Type.Object(
  { campaigns: CampaignAnalytics, days: DaysOfCampaigns },
  {
    description: 'A row per campaign with events, and one for each of its days.',
    examples: [
      {
        campaigns: [{ campaign_id: exampleId, emails_sent_count: 12, reply_count: 2 }],
        days: [{ campaign: exampleId, date: '2026-01-15', sent: 12, replies: 2, bounced: 1 }]
      }
    ]
  }
)

/** The service's own analytics, read without a call that the journal would record as the client's. */
export const routes: AdminRoutes = () => async (app) => {
  app.get(
    '/figures',
    {
      schema: {
        tags,
        operationId: 'readFigures',
        summary: 'Count the events of each campaign',
        response: { 200: Rows }
      }
    },
    async ({ workspace }) => {
      const { ofEach, daysByCampaign } = workspace.campaigns.analytics
      return { campaigns: ofEach({}), days: daysByCampaign() }
    }
  )

  app.get(
    '/figures/:campaign',
    {
      schema: {
        tags,
        operationId: 'readFiguresOfCampaign',
        summary: 'Count the events of a campaign by step, by day and by lead',
        params: Type.Object({ campaign: text('The campaign.', exampleId) }),
        response: { 200: Figures }
      }
    },
    async ({ workspace, params: { campaign } }) => {
      const { analytics } = workspace.campaigns
      workspace.campaigns.require(campaign)
      return {
        steps: analytics.steps({ campaign_id: campaign }),
        days: analytics.daily({ campaign_id: campaign }),
        bounced: Object.fromEntries(
          analytics.daysByCampaign(campaign).map(({ date, bounced }) => [date, bounced])
        ),
        leads: workspace.leads.byStatus(campaign)
      }
    }
  )
}
