import { bodyMayBeAbsent, type Routes } from '../../http/routes.ts'
import {
  InvalidHost,
  NoEmailsSent,
  TestVitals,
  TrackingDomain,
  TrackingDomainStatus,
  Vitals
} from './checks.ts'
import { vitalsOf } from './dns.ts'

/** What the service looks up in the DNS; here nothing is looked up. */
export const checkRoutes: Routes = async (app) => {
  app.get(
    '/accounts/ctd/status',
    {
      config: { scope: 'accounts:read' },
      schema: {
        operationId: 'getCtdStatus',
        summary: 'Check the setup of a tracking domain',
        querystring: TrackingDomain,
        response: { 200: TrackingDomainStatus, 400: InvalidHost }
      }
    },
    async ({ workspace, query }) => workspace.accounts.trackingDomain(query.host)
  )

  app.post(
    '/accounts/test/vitals',
    {
      config: { scope: 'accounts:read' },
      preValidation: bodyMayBeAbsent,
      schema: {
        operationId: 'testAccountVitals',
        summary: 'Check whether the domains of email addresses are set up for mail',
        body: TestVitals,
        response: { 200: Vitals, 400: NoEmailsSent }
      }
    },
    async ({ body }) => vitalsOf(body.accounts)
  )
}
