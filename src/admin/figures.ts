import { Type } from 'typebox'
import type { AdminRoutes } from '../http/services.ts'
import { CampaignAnalytics, DailyAnalytics, StepAnalytics } from '../resources/campaigns/analytics/schema.ts'
import { exampleId, integer, mapOf, number, text } from '../resources/schemas.ts'
import { openDays } from '../simulation/sending/open-days.ts'

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
    open: Type.Array(Type.String(), {
      description:
        'The days, in UTC, on which a schedule is open, from the first of `days` to the last, at most 400.'
    }),
    leads: mapOf(number('How many leads.', 12), 'How many leads have each status.')
  },
  {
    description: 'The totals of a campaign.',
    examples: [
      {
        steps: [{ step: '0', variant: '0', sent: 12, opened: 8, replies: 2 }],
        days: [{ date: '2026-01-15', sent: 12, opened: 8, replies: 2 }],
        bounced: { '2026-01-15': 1 },
        open: ['2026-01-15'],
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
      const { campaign_schedule } = workspace.campaigns.require(campaign)
      const days = analytics.daily({ campaign_id: campaign })
      return {
        steps: analytics.steps({ campaign_id: campaign }),
        days,
        bounced: Object.fromEntries(
          analytics.daysByCampaign(campaign).map(({ date, bounced }) => [date, bounced])
        ),
        open: openDays(
          campaign_schedule,
          days.map(({ date }) => String(date))
        ),
        leads: workspace.leads.byStatus(campaign)
      }
    }
  )
}
