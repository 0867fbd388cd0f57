import { Type } from 'typebox'
import { messageOnly } from '../../http/error-schemas.ts'
import { bodyMayBeAbsent, type Routes } from '../../http/routes.ts'
import { entity, idInPath } from '../schemas.ts'
import { DuplicateCampaign } from './requests.ts'
import { Campaign } from './schema.ts'

const params = idInPath('campaign')

/** The ways to copy a campaign. */
export const copyRoutes: Routes = async (app) => {
  app.post(
    '/campaigns/:id/duplicate',
    {
      config: { scope: 'campaigns:create' },
      preValidation: bodyMayBeAbsent,
      schema: {
        operationId: 'duplicate',
        summary: 'Copy a campaign into a new draft',
        params,
        body: DuplicateCampaign,
        response: {
          200: entity(Campaign, 'The copy.', { status: 0 }),
          400: messageOnly('New campaign name is required')
        }
      }
    },
    async ({ workspace, params, body }) => workspace.campaigns.duplicate(params.id, body)
  )

  app.post(
    '/campaigns/:id/share',
    {
      schema: {
        operationId: 'shareCampaign',
        summary: 'Let others copy a campaign for seven days',
        params,
        response: { 204: Type.Unknown({ description: 'Shared from now on.' }) }
      }
    },
    async ({ workspace, params }, reply) => {
      workspace.campaigns.share(params.id)
      return reply.code(204).send()
    }
  )

  app.post(
    '/campaigns/:id/export',
    {
      config: { scope: 'campaigns:read' },
      schema: {
        operationId: 'exportCampaign',
        summary: 'Export a campaign without its senders, variables and sending status',
        params,
        response: {
          200: entity(Campaign, 'The campaign, without senders, variables and sending status.', {
            email_list: null
          })
        }
      }
    },
    async ({ workspace, params }) => workspace.campaigns.export(params.id)
  )

  app.post(
    '/campaigns/:id/from-export',
    {
      config: { scope: 'campaigns:create' },
      schema: {
        operationId: 'createFromExport',
        summary: 'Create a draft from a shared campaign',
        params,
        response: {
          200: entity(Campaign, 'The new campaign.', { status: 0, email_list: null }),
          403: messageOnly('The requested campaign not shared')
        }
      }
    },
    async ({ workspace, params }) => workspace.campaigns.createFromExport(params.id)
  )
}
