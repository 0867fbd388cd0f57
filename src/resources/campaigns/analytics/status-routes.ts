import type { Routes } from '../../../http/routes.ts'
import { anyIdInPath } from '../../schemas.ts'
import { SendingStatusQuery } from './requests.ts'
import { SendingStatus } from './sending-status.ts'

/** Whether campaigns and subsequences are sending, and why not, as the simulator reports it. */
export const statusRoutes: Routes = async (app) => {
  app.get(
    '/campaigns/:id/sending-status',
    {
      config: { scope: 'campaigns:read' },
      schema: {
        operationId: 'getCampaignSendingStatus',
        summary: 'Tell whether a campaign is sending, and if not, why',
        params: anyIdInPath('campaign'),
        querystring: SendingStatusQuery,
        response: { 200: SendingStatus }
      }
    },
    async ({ workspace, params, query }) => workspace.sending.status(params.id, query.with_ai_summary)
  )

  app.get(
    '/subsequences/:id/sending-status',
    {
      config: { scope: 'subsequences:read' },
      schema: {
        operationId: 'getSubsequenceSendingStatus',
        summary: 'Tell whether a subsequence is sending, and if not, why',
        params: anyIdInPath('subsequence'),
        querystring: SendingStatusQuery,
        response: { 200: SendingStatus }
      }
    },
    async ({ workspace, params, query }) => workspace.sending.status(params.id, query.with_ai_summary)
  )
}
