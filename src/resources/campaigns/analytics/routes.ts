import type { Routes } from '../../../http/routes.ts'
import { InvalidPeriod } from './period.ts'
import { CampaignAnalyticsQuery, DailyAnalyticsQuery, OverviewQuery, StepAnalyticsQuery } from './requests.ts'
import { AnalyticsOverview, CampaignAnalytics, DailyAnalytics, StepAnalytics } from './schema.ts'

export const analyticsRoutes: Routes = async (app) => {
  app.get(
    '/campaigns/analytics',
    {
      schema: {
        operationId: 'getCampaignAnalytics',
        summary: 'Count the events of each campaign',
        querystring: CampaignAnalyticsQuery,
        response: { 200: CampaignAnalytics, 400: InvalidPeriod }
      }
    },
    async ({ workspace, query }) => workspace.campaigns.analytics.ofEach(query)
  )

  app.get(
    '/campaigns/analytics/overview',
    {
      schema: {
        operationId: 'getCampaignAnalyticsOverview',
        summary: 'Count the results of all campaigns together',
        querystring: OverviewQuery,
        response: { 200: AnalyticsOverview, 400: InvalidPeriod }
      }
    },
    async ({ workspace, query }) => workspace.campaigns.analytics.overview(query)
  )

  app.get(
    '/campaigns/analytics/daily',
    {
      schema: {
        operationId: 'getDailyCampaignAnalytics',
        summary: 'Count the results of campaigns by day',
        querystring: DailyAnalyticsQuery,
        response: { 200: DailyAnalytics, 400: InvalidPeriod }
      }
    },
    async ({ workspace, query }) => workspace.campaigns.analytics.daily(query)
  )

  app.get(
    '/campaigns/analytics/steps',
    {
      schema: {
        operationId: 'getCampaignStepsAnalytics',
        summary: 'Count the results of campaigns by step',
        querystring: StepAnalyticsQuery,
        response: { 200: StepAnalytics, 400: InvalidPeriod }
      }
    },
    async ({ workspace, query }) => workspace.campaigns.analytics.steps(query)
  )
}
