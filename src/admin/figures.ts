import { Type } from 'typebox'
import type { AdminRoutes } from '../http/services.ts'
import { DAY } from '../resources/campaigns/analytics/period.ts'
import { DailyAnalytics, StepAnalytics } from '../resources/campaigns/analytics/schema.ts'
import { campaignStatus } from '../resources/campaigns/status.ts'
import { exampleId, integer, mapOf, number, text } from '../resources/schemas.ts'
import { openDays } from '../simulation/sending/open-days.ts'
import type { Workspace } from '../workspace/workspace.ts'

const tags = ['Figures']

const counts = {
  sent: integer('How many emails were sent.', 12),
  replies: integer('How many replies came in, without automatic ones.', 2),
  bounced: integer('How many emails bounced.', 1)
}
const LeadsByStatus = mapOf(number('How many leads.', 12), 'How many leads have each status.')

const Overview = Type.Object(
  {
    campaigns: Type.Array(
      Type.Object({
        id: text('The id of the campaign.', exampleId),
        name: text('The name of the campaign.', 'Spring outreach'),
        status: campaignStatus('The state of the campaign'),
        leads: LeadsByStatus,
        ...counts,
        days: Type.Array(Type.Object({ date: text('The day, in UTC.', '2026-01-15'), ...counts }), {
          description:
            'The days, up to the last on which anything was sent, answered or bounced. Days without are left out.'
        })
      }),
      {
        description:
          'Those that send first, then those in trouble, paused, completed, and drafts; in each group, those that sent most come first.'
      }
    )
  },
  {
    description: 'The totals of each campaign, with its latest days.',
    examples: [
      {
        campaigns: [
          {
            id: exampleId,
            name: 'Spring outreach',
            status: 1,
            leads: { '1': 10, '3': 2 },
            sent: 12,
            replies: 2,
            bounced: 1,
            days: [{ date: '2026-01-15', sent: 12, replies: 2, bounced: 1 }]
          }
        ]
      }
    ]
  }
)

const Figures = Type.Object(
  {
    steps: StepAnalytics,
    days: DailyAnalytics,
    bounced: mapOf(counts.bounced, 'How many emails bounced on each day.'),
    open: Type.Array(Type.String(), {
      description:
        'The days, in UTC, on which a schedule is open, from the first of `days` to the last, at most 400.'
    }),
    leads: LeadsByStatus
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

const OverviewQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100,
        description:
          'How many campaigns at most; 10 by default. Of the others, only sent emails are counted.',
        examples: [8]
      })
    ),
    days: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 400,
        description: 'How many days of each campaign at most; 30 by default.',
        examples: [30]
      })
    )
  },
  { additionalProperties: false }
)

/** The service's own analytics, read without a call that the journal would record as the client's. */
export const routes: AdminRoutes = () => async (app) => {
  app.get(
    '/figures',
    {
      schema: {
        tags,
        operationId: 'readFigures',
        summary: 'Count the events of the campaigns that matter most',
        querystring: OverviewQuery,
        response: { 200: Overview }
      }
    },
    async ({ workspace, query: { limit = 10, days = 30 } }) => ({
      campaigns: workspace.campaigns.foremost(limit).map((id) => totalsOf(workspace, id, days))
    })
  )

  app.get(
    '/figures/:campaign',
    {
      schema: {
        tags,
        operationId: 'readFiguresOfCampaign',
        summary: 'Count the events of a campaign by step, by day and by lead',
        params: Type.Object({ campaign: text('The id of the campaign.', exampleId) }),
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
        bounced: Object.fromEntries(analytics.ofDays(campaign).map(({ date, bounced }) => [date, bounced])),
        open: openDays(
          campaign_schedule,
          days.map(({ date }) => String(date))
        ),
        leads: workspace.leads.byStatus(campaign)
      }
    }
  )
}

function totalsOf({ campaigns, leads }: Workspace, id: string, latest: number) {
  const { name, status } = campaigns.require(id)
  const days = campaigns.analytics.ofDays(id)
  const sum = (kind: keyof typeof counts) => days.reduce((total, day) => total + day[kind], 0)
  const since = Date.parse(days.at(-1)?.date ?? '') - latest * DAY
  return {
    id,
    name,
    status,
    leads: leads.byStatus(id),
    sent: sum('sent'),
    replies: sum('replies'),
    bounced: sum('bounced'),
    days: days.filter(({ date }) => Date.parse(date) > since)
  }
}
