import type { Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { entity, exampleId, idInPath } from '../schemas.ts'
import { analyticsRoutes } from './analytics/routes.ts'
import { statusRoutes } from './analytics/status-routes.ts'
import { copyRoutes } from './copy-routes.ts'
import {
  AddVariables,
  CampaignsOfContact,
  CreateCampaign,
  LaunchedCount,
  ListCampaigns,
  PatchCampaign,
  SearchByContact
} from './requests.ts'
import { Campaign } from './schema.ts'

const params = idInPath('campaign')

export const routes: Routes = async (app) => {
  app.register(analyticsRoutes)
  app.register(copyRoutes)
  app.register(statusRoutes)

  app.get(
    '/campaigns',
    {
      config: { scope: 'campaigns:read' },
      schema: {
        operationId: 'listCampaign',
        summary: 'List campaigns by descending id',
        querystring: ListCampaigns,
        response: { 200: pageOf(Campaign, 'A page of campaigns.', exampleId) }
      }
    },
    async ({ workspace, query }) => workspace.campaigns.list(query)
  )

  app.post(
    '/campaigns',
    {
      config: { scope: 'campaigns:create' },
      schema: {
        operationId: 'createCampaign',
        summary: 'Create a campaign, as a draft',
        body: CreateCampaign,
        response: { 200: entity(Campaign, 'The new campaign.', { status: 0 }) }
      }
    },
    async ({ workspace, body }) => workspace.campaigns.create(body)
  )

  app.get(
    '/campaigns/count-launched',
    {
      config: { scope: 'campaigns:read' },
      schema: {
        operationId: 'countLaunched',
        summary: 'Count the campaigns that are not drafts',
        response: { 200: LaunchedCount }
      }
    },
    async ({ workspace }) => workspace.campaigns.countLaunched()
  )

  app.get(
    '/campaigns/search-by-contact',
    {
      config: { scope: 'campaigns:read' },
      schema: {
        operationId: 'searchByContact',
        summary: 'Find the campaigns that a lead is in',
        querystring: SearchByContact,
        response: { 200: CampaignsOfContact }
      }
    },
    async ({ workspace, query }) => workspace.campaigns.ofContact(query)
  )

  app.get(
    '/campaigns/:id',
    {
      config: { scope: 'campaigns:read' },
      schema: {
        operationId: 'getCampaign',
        summary: 'Get a campaign',
        params,
        response: { 200: entity(Campaign, 'The campaign.') }
      }
    },
    async ({ workspace, params }) => workspace.campaigns.get(params.id)
  )

  app.patch(
    '/campaigns/:id',
    {
      config: { scope: 'campaigns:update' },
      schema: {
        operationId: 'patchCampaign',
        summary: 'Change a campaign',
        params,
        body: PatchCampaign,
        response: { 200: entity(Campaign, 'The campaign after the change.') }
      }
    },
    async ({ workspace, params, body }) => workspace.campaigns.patch(params.id, body)
  )

  app.delete(
    '/campaigns/:id',
    {
      config: { scope: 'campaigns:delete' },
      schema: {
        operationId: 'deleteCampaign',
        summary: 'Delete a campaign, with its tags',
        params,
        response: { 200: entity(Campaign, 'The campaign, now deleted.') }
      }
    },
    async ({ workspace, params }) => workspace.campaigns.delete(params.id)
  )

  app.post(
    '/campaigns/:id/activate',
    {
      config: { scope: 'campaigns:update' },
      schema: {
        operationId: 'activateCampaign',
        summary: 'Start a campaign, or resume it',
        params,
        response: { 200: entity(Campaign, 'The campaign, now active.') }
      }
    },
    async ({ workspace, params }) => workspace.campaigns.activate(params.id)
  )

  app.post(
    '/campaigns/:id/pause',
    {
      config: { scope: 'campaigns:update' },
      schema: {
        operationId: 'pauseCampaign',
        summary: 'Pause a campaign',
        params,
        response: { 200: entity(Campaign, 'The campaign, now paused.', { status: 2 }) }
      }
    },
    async ({ workspace, params }) => workspace.campaigns.pause(params.id)
  )

  app.post(
    '/campaigns/:id/variables',
    {
      config: { scope: 'campaigns:update' },
      schema: {
        operationId: 'addVariables',
        summary: 'Declare variables for the leads of a campaign',
        params,
        body: AddVariables,
        response: {
          200: entity(Campaign, 'The campaign with its variables.', {
            core_variables: { firstName: true },
            custom_variables: { favouriteTea: true }
          })
        }
      }
    },
    async ({ workspace, params, body }) => workspace.campaigns.addVariables(params.id, body.variables)
  )
}
