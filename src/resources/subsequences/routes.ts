import type { Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { SubsequenceStepAnalyticsQuery } from '../campaigns/analytics/requests.ts'
import { SubsequenceStepAnalytics } from '../campaigns/analytics/schema.ts'
import { anyIdInPath, entity, exampleId } from '../schemas.ts'
import {
  CreateSubsequence,
  DuplicateSubsequence,
  ListSubsequences,
  PatchSubsequence,
  SubsequenceAnalytics,
  SubsequenceAnalyticsQuery
} from './requests.ts'
import { CampaignSubsequence } from './schema.ts'

const params = anyIdInPath('subsequence')

export const routes: Routes = async (app) => {
  app.get(
    '/subsequences',
    {
      config: { scope: 'subsequences:read' },
      schema: {
        operationId: 'listCampaignSubsequence',
        summary: 'List subsequences, newest first',
        querystring: ListSubsequences,
        response: { 200: pageOf(CampaignSubsequence, 'A page of subsequences.', exampleId) }
      }
    },
    async ({ workspace, query }) => workspace.subsequences.list(query)
  )

  app.post(
    '/subsequences',
    {
      config: { scope: 'subsequences:create' },
      schema: {
        operationId: 'createCampaignSubsequence',
        summary: 'Create a subsequence of a campaign, as a draft',
        body: CreateSubsequence,
        response: { 200: entity(CampaignSubsequence, 'The new subsequence.', { status: 0 }) }
      }
    },
    async ({ workspace, body }) => workspace.subsequences.create(body)
  )

  app.get(
    '/subsequences/analytics',
    {
      config: { scope: 'subsequences:read' },
      schema: {
        operationId: 'getSubsequenceAnalytics',
        summary: 'Count the results of each subsequence of a campaign',
        querystring: SubsequenceAnalyticsQuery,
        response: { 200: SubsequenceAnalytics }
      }
    },
    async ({ workspace, query }) => workspace.subsequences.analytics(query)
  )

  app.get(
    '/subsequences/:id/analytics/steps',
    {
      config: { scope: 'subsequences:read' },
      schema: {
        operationId: 'getSubsequenceStepsAnalytics',
        summary: 'Count the results of a subsequence by step',
        params,
        querystring: SubsequenceStepAnalyticsQuery,
        response: { 200: SubsequenceStepAnalytics }
      }
    },
    async ({ workspace, params, query }) => workspace.subsequences.stepAnalytics(params.id, query)
  )

  app.get(
    '/subsequences/:id',
    {
      config: { scope: 'subsequences:read' },
      schema: {
        operationId: 'getCampaignSubsequence',
        summary: 'Get a subsequence',
        params,
        response: { 200: entity(CampaignSubsequence, 'The subsequence.') }
      }
    },
    async ({ workspace, params }) => workspace.subsequences.read(params.id)
  )

  app.patch(
    '/subsequences/:id',
    {
      config: { scope: 'subsequences:update' },
      schema: {
        operationId: 'patchCampaignSubsequence',
        summary: 'Change a subsequence',
        params,
        body: PatchSubsequence,
        response: { 200: entity(CampaignSubsequence, 'The subsequence after the change.') }
      }
    },
    async ({ workspace, params, body }) => workspace.subsequences.patch(params.id, body)
  )

  app.delete(
    '/subsequences/:id',
    {
      config: { scope: 'subsequences:delete' },
      schema: {
        operationId: 'deleteCampaignSubsequence',
        summary: 'Delete a subsequence; its leads stay in their campaign',
        params,
        response: { 200: entity(CampaignSubsequence, 'The subsequence, now deleted.') }
      }
    },
    async ({ workspace, params }) => workspace.subsequences.delete(params.id)
  )

  app.post(
    '/subsequences/:id/duplicate',
    {
      config: { scope: 'subsequences:create' },
      schema: {
        operationId: 'duplicateSubsequence',
        summary: 'Copy a subsequence into a campaign, as a draft',
        params,
        body: DuplicateSubsequence,
        response: { 200: entity(CampaignSubsequence, 'The copy.', { status: 0 }) }
      }
    },
    async ({ workspace, params, body }) => workspace.subsequences.duplicate(params.id, body)
  )

  app.post(
    '/subsequences/:id/pause',
    {
      config: { scope: 'subsequences:update' },
      schema: {
        operationId: 'pauseSubsequence',
        summary: 'Pause a subsequence',
        params,
        response: { 200: entity(CampaignSubsequence, 'The subsequence, now paused.', { status: 2 }) }
      }
    },
    async ({ workspace, params }) => workspace.subsequences.pause(params.id)
  )

  app.post(
    '/subsequences/:id/resume',
    {
      config: { scope: 'subsequences:update' },
      schema: {
        operationId: 'resumeSubsequence',
        summary: 'Start a subsequence, or resume it',
        params,
        response: { 200: entity(CampaignSubsequence, 'The subsequence, now active.') }
      }
    },
    async ({ workspace, params }) => workspace.subsequences.resume(params.id)
  )
}
