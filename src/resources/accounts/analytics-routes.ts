import type { Routes } from '../../http/routes.ts'
import { InvalidPeriod } from '../campaigns/analytics/period.ts'
import {
  AnalyticsTooLarge,
  DailyAnalytics,
  DailyAnalyticsQuery,
  WarmupAnalytics,
  WarmupAnalyticsOf
} from './analytics.ts'

export const analyticsRoutes: Routes = async (app) => {
  app.get(
    '/accounts/analytics/daily',
    {
      schema: {
        operationId: 'getDailyAccountAnalytics',
        summary: 'Count the results of each account by day',
        querystring: DailyAnalyticsQuery,
        response: { 200: DailyAnalytics, 400: InvalidPeriod, 413: AnalyticsTooLarge }
      }
    },
    async ({ workspace, query }) => workspace.accounts.dailyAnalytics(query)
  )

  app.post(
    '/accounts/warmup-analytics',
    {
      config: { scope: 'accounts:read' },
      schema: {
        operationId: 'getWarmupAnalytics',
        summary: 'Get the warm-up figures of accounts',
        body: WarmupAnalyticsOf,
        response: { 200: WarmupAnalytics }
      }
    },
    async ({ workspace, body }) => workspace.accounts.warmupAnalytics(body.emails)
  )
}
