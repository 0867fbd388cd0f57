import type { Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { anyIdInPath, entity, exampleId } from '../schemas.ts'
import { MarkedAsRead, UnreadCount } from './answers.ts'
import { ListEmails, ThreadInPath } from './queries.ts'
import { PatchEmail } from './requests.ts'
import { Email } from './schema.ts'
import { sendingRoutes } from './sending-routes.ts'

const params = anyIdInPath('email')

export const routes: Routes = async (app) => {
  app.register(sendingRoutes)

  app.get(
    '/emails',
    {
      config: { scope: 'emails:read' },
      schema: {
        operationId: 'listEmail',
        summary: 'List emails, newest first',
        querystring: ListEmails,
        response: { 200: pageOf(Email, 'A page of emails.', exampleId) }
      }
    },
    async ({ workspace, query }) => workspace.emails.list(query)
  )

  app.get(
    '/emails/:id',
    {
      config: { scope: 'emails:read' },
      schema: {
        operationId: 'getEmail',
        summary: 'Get an email',
        params,
        response: { 200: entity(Email, 'The email.') }
      }
    },
    async ({ workspace, params }) => workspace.emails.read(params.id)
  )

  app.patch(
    '/emails/:id',
    {
      config: { scope: 'emails:update' },
      schema: {
        operationId: 'patchEmail',
        summary: 'Mark an email as read or unread, or set its reminder',
        params,
        body: PatchEmail,
        response: { 200: entity(Email, 'The email after the change.') }
      }
    },
    async ({ workspace, params, body }) => workspace.emails.patch(params.id, body)
  )

  app.delete(
    '/emails/:id',
    {
      config: { scope: 'emails:delete' },
      schema: {
        operationId: 'deleteEmail',
        summary: 'Delete an email, and no other of its thread',
        params,
        response: { 200: entity(Email, 'The email, now deleted.') }
      }
    },
    async ({ workspace, params }) => workspace.emails.remove(params.id)
  )

  app.get(
    '/emails/unread/count',
    {
      config: { scope: 'emails:read' },
      schema: {
        operationId: 'countUnreadEmails',
        summary: 'Count the received emails that are unread',
        response: { 200: UnreadCount }
      }
    },
    async ({ workspace }) => workspace.emails.countUnread()
  )

  app.post(
    '/emails/threads/:thread_id/mark-as-read',
    {
      config: { scope: 'emails:update' },
      schema: {
        operationId: 'markThreadAsRead',
        summary: 'Mark every email of a thread as read',
        params: ThreadInPath,
        response: { 200: MarkedAsRead }
      }
    },
    async ({ workspace, params }) => workspace.emails.markThreadAsRead(params.thread_id)
  )
}
