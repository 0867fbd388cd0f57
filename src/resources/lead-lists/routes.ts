import type { Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { anyIdInPath, entity, exampleTime, idInPath } from '../schemas.ts'
import { CreateLeadList, ListLeadLists, PatchLeadList, VerificationStats } from './requests.ts'
import { LeadList } from './schema.ts'

const params = idInPath('list')

export const routes: Routes = async (app) => {
  app.get(
    '/lead-lists',
    {
      config: { scope: 'lead_lists:read' },
      schema: {
        operationId: 'listLeadList',
        summary: 'List the lists of leads, newest first',
        querystring: ListLeadLists,
        response: { 200: pageOf(LeadList, 'A page of lists.', exampleTime) }
      }
    },
    async ({ workspace, query }) => workspace.leadLists.list(query)
  )

  app.post(
    '/lead-lists',
    {
      config: { scope: 'lead_lists:create' },
      schema: {
        operationId: 'createLeadList',
        summary: 'Create a list of leads',
        body: CreateLeadList,
        response: { 200: entity(LeadList, 'The new list.', { has_enrichment_task: null }) }
      }
    },
    async ({ workspace, body }) => workspace.leadLists.create(body)
  )

  app.get(
    '/lead-lists/:id',
    {
      config: { scope: 'lead_lists:read' },
      schema: {
        operationId: 'getLeadList',
        summary: 'Get a list of leads',
        params,
        response: { 200: entity(LeadList, 'The list.') }
      }
    },
    async ({ workspace, params }) => workspace.leadLists.read(params.id)
  )

  app.patch(
    '/lead-lists/:id',
    {
      config: { scope: 'lead_lists:update' },
      schema: {
        operationId: 'patchLeadList',
        summary: 'Change a list of leads',
        params,
        body: PatchLeadList,
        response: { 200: entity(LeadList, 'The list after the change.') }
      }
    },
    async ({ workspace, params, body }) => workspace.leadLists.patch(params.id, body)
  )

  app.delete(
    '/lead-lists/:id',
    {
      config: { scope: 'lead_lists:delete' },
      schema: {
        operationId: 'deleteLeadList',
        summary: 'Delete a list, and the leads in it',
        params,
        response: { 200: entity(LeadList, 'The list, now deleted.') }
      }
    },
    async ({ workspace, params }) => workspace.leadLists.remove(params.id)
  )

  app.get(
    '/lead-lists/:id/verification-stats',
    {
      schema: {
        operationId: 'getVerificationStats',
        summary: 'Count the leads of a list by verification status',
        params: anyIdInPath('list'),
        response: { 200: VerificationStats }
      }
    },
    async ({ workspace, params }) => workspace.leadLists.verificationStats(params.id)
  )
}
