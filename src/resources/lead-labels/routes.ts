import { bodyMayBeAbsent, type Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { entity, exampleTime, idInPath } from '../schemas.ts'
import {
  AiReplyLabel,
  ClassificationFailed,
  CreateLeadLabel,
  DeleteLeadLabel,
  ListLeadLabels,
  PatchLeadLabel,
  RateLimitExceeded,
  TestAiReplyLabel
} from './requests.ts'
import { LeadLabel } from './schema.ts'

const params = idInPath('label')

export const routes: Routes = async (app) => {
  app.get(
    '/lead-labels',
    {
      config: { scope: 'lead-labels:read' },
      schema: {
        operationId: 'listLeadLabel',
        summary: 'List labels, newest first',
        querystring: ListLeadLabels,
        response: { 200: pageOf(LeadLabel, 'A page of labels.', exampleTime) }
      }
    },
    async ({ workspace, query }) => workspace.leadLabels.list(query)
  )

  app.post(
    '/lead-labels',
    {
      config: { scope: 'lead-labels:create' },
      schema: {
        operationId: 'createLeadLabel',
        summary: 'Create a label, which gets a number of its own',
        body: CreateLeadLabel,
        response: { 200: entity(LeadLabel, 'The new label.') }
      }
    },
    async ({ workspace, body }) => workspace.leadLabels.create(body)
  )

  app.post(
    '/lead-labels/ai-reply-label',
    {
      config: { scope: 'lead-labels:read' },
      schema: {
        operationId: 'testAiReplyLabelLeadLabels',
        summary: 'Test which label a reply would get',
        body: TestAiReplyLabel,
        response: { 200: AiReplyLabel, 429: RateLimitExceeded, 500: ClassificationFailed }
      },
      // Documented: the body of this 429 is only its text.
      errorHandler(error, _request, reply) {
        if (error.statusCode !== 429) throw error
        reply.code(429).send({ error: error.message })
      }
    },
    async ({ workspace, body }) => workspace.leadLabels.testReply(body)
  )

  app.get(
    '/lead-labels/:id',
    {
      config: { scope: 'lead-labels:read' },
      schema: {
        operationId: 'getLeadLabel',
        summary: 'Get a label',
        params,
        response: { 200: entity(LeadLabel, 'The label.') }
      }
    },
    async ({ workspace, params }) => workspace.leadLabels.read(params.id)
  )

  app.patch(
    '/lead-labels/:id',
    {
      config: { scope: 'lead-labels:update' },
      schema: {
        operationId: 'patchLeadLabel',
        summary: 'Change a label; its number stays',
        params,
        body: PatchLeadLabel,
        response: { 200: entity(LeadLabel, 'The label after the change.') }
      }
    },
    async ({ workspace, params, body }) => workspace.leadLabels.patch(params.id, body)
  )

  app.delete(
    '/lead-labels/:id',
    {
      preValidation: bodyMayBeAbsent,
      config: { scope: 'lead-labels:delete' },
      schema: {
        operationId: 'deleteLeadLabel',
        summary: 'Delete a label; leads and emails that have it get another interest, or none',
        params,
        body: DeleteLeadLabel,
        response: { 200: entity(LeadLabel, 'The label, now deleted.') }
      }
    },
    async ({ workspace, params, body }) => workspace.leadLabels.removeAndReassign(params.id, body)
  )
}
