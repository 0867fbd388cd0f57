import type { Routes } from '../../http/routes.ts'
import { BackgroundJob } from '../background-jobs/schema.ts'
import { entity, exampleId } from '../schemas.ts'
import { AssignLeads, AssignmentAccepted, MoveLeads, UnknownUser } from './bulk.ts'
import {
  InterestStatusSubmitted,
  InvalidLeadEmail,
  MergeLeads,
  MoveToSubsequence,
  RemoveFromSubsequence,
  UpdateInterestStatus
} from './requests.ts'
import { Lead } from './schema.ts'

/** Operations that move leads or change several at once. */
export const bulkRoutes: Routes = async (app) => {
  app.post(
    '/leads/merge',
    {
      config: { scope: 'leads:update' },
      schema: {
        operationId: 'mergeLeads',
        summary: 'Merge a lead into another',
        body: MergeLeads,
        response: { 200: entity(Lead, 'The lead that stays.') }
      }
    },
    async ({ workspace, body }) => workspace.leads.merge(body)
  )

  app.post(
    '/leads/update-interest-status',
    {
      schema: {
        operationId: 'updateLeadInterestStatus',
        summary: 'Set the interest status of the leads with an email',
        body: UpdateInterestStatus,
        response: { 202: InterestStatusSubmitted, 400: InvalidLeadEmail }
      }
    },
    async ({ workspace, body }, reply) => reply.code(202).send(workspace.leads.updateInterest(body))
  )

  app.post(
    '/leads/subsequence/move',
    {
      config: { scope: 'leads:update' },
      schema: {
        operationId: 'moveLeadToSubsequence',
        summary: 'Move a lead into a subsequence of its campaign',
        body: MoveToSubsequence,
        response: { 200: entity(Lead, 'The lead, now in the subsequence.') }
      }
    },
    async ({ workspace, body }) => workspace.leads.moveToSubsequence(body)
  )

  app.post(
    '/leads/subsequence/remove',
    {
      config: { scope: 'leads:update' },
      schema: {
        operationId: 'removeLeadFromSubsequence',
        summary: 'Remove a lead from its subsequence',
        body: RemoveFromSubsequence,
        response: { 200: entity(Lead, 'The lead, now in no subsequence.') }
      }
    },
    async ({ workspace, body }) => workspace.leads.removeFromSubsequence(body)
  )

  app.post(
    '/leads/bulk-assign',
    {
      schema: {
        operationId: 'bulkAssignLeads',
        summary: 'Distribute leads among users',
        body: AssignLeads,
        response: { 202: AssignmentAccepted, 400: UnknownUser }
      }
    },
    async ({ workspace, body }, reply) => reply.code(202).send(workspace.leads.assign(body))
  )

  app.post(
    '/leads/move',
    {
      config: { scope: 'leads:update' },
      schema: {
        operationId: 'moveLeads',
        summary: 'Move or copy leads to a campaign or a list',
        body: MoveLeads,
        response: {
          200: entity(BackgroundJob, 'The job that moves them.', {
            status: 'pending',
            progress: 0,
            data: { filters: { campaign: exampleId, ids: [exampleId], to_list_id: exampleId } }
          })
        }
      }
    },
    async ({ workspace, body }) => workspace.leads.move(body)
  )
}
