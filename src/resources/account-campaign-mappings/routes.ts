import type { Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { EmailInPath } from '../accounts/requests.ts'
import { exampleTime } from '../schemas.ts'
import { AccountCampaignMapping, ListAccountCampaignMappings } from './schema.ts'

export const routes: Routes = async (app) => {
  app.get(
    '/account-campaign-mappings/:email',
    {
      config: { scope: 'account_campaign_mappings:read' },
      schema: {
        operationId: 'getAccountCampaignMapping',
        summary: 'List the campaigns that send from an account, newest first',
        params: EmailInPath,
        querystring: ListAccountCampaignMappings,
        response: { 200: pageOf(AccountCampaignMapping, 'A page of campaigns of the account.', exampleTime) }
      }
    },
    async ({ workspace, params, query }) => workspace.accountCampaignMappings.list(params.email, query)
  )
}
