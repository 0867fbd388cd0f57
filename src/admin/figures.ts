import { Type } from 'typebox'
import type { AdminRoutes } from '../http/services.ts'
import { CampaignAnalytics, DailyAnalytics, StepAnalytics } from '../resources/campaigns/analytics/schema.ts'
import { exampleId, mapOf, number, text } from '../resources/schemas.ts'

const tags = ['Figures']

const Figures = Type.Object(
  {
    steps: StepAnalytics,
    days: DailyAnalytics,
    leads: mapOf(number('How many leads.', 12), 'How many leads have each status.')
  },
  {
    description: 'The totals of a campaign.',
    examples: [
      {
        steps: [{ step: '0', variant: '0', sent: 12, opened: 8, replies: 2 }],
        days: [{ date: '2026-01-15', sent: 12, opened: 8, replies: 2 }],
        leads: { '1': 10, '3': 2 }
      }
    ]
  }
)

const Rows = Type.Object(
  { campaigns: CampaignAnalytics },
  {
    description: 'A row per campaign with events.',
    examples: [{ campaigns: [{ campaign_id: exampleId, emails_sent_count: 12, reply_count: 2 }] }]
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
    async ({ workspace }) => ({ campaigns: workspace.campaigns.analytics.ofEach({}) })
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
        leads: workspace.leads.byStatus(campaign)
      }
    }
  )
}
