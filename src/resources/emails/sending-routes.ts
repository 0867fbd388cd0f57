import type { Routes } from '../../http/routes.ts'
import { entity } from '../schemas.ts'
import { TestEmailResult } from './answers.ts'
import { ForwardEmail } from './forward.ts'
import { ReplyToEmail, SendTestEmail } from './requests.ts'
import { Email } from './schema.ts'

const config = { scope: 'emails:create' } as const

/** Operations that send an email manually. */
export const sendingRoutes: Routes = async (app) => {
  app.post(
    '/emails/reply',
    {
      config,
      schema: {
        operationId: 'replyToEmail',
        summary: 'Reply to the sender of an email',
        body: ReplyToEmail,
        response: { 200: entity(Email, 'The reply.') }
      }
    },
    async ({ workspace, body }) => workspace.emails.reply(body)
  )

  app.post(
    '/emails/forward',
    {
      config,
      schema: {
        operationId: 'forwardEmail',
        summary: 'Forward an email',
        body: ForwardEmail,
        response: { 200: entity(Email, 'The forwarded email.') }
      }
    },
    async ({ workspace, body }) => workspace.emails.forward(body)
  )

  app.post(
    '/emails/test',
    {
      config,
      schema: {
        operationId: 'sendTestEmail',
        summary: 'Send an email that the Unibox does not show',
        body: SendTestEmail,
        response: { 200: TestEmailResult }
      }
    },
    async ({ workspace, body }) => workspace.emails.test(body)
  )
}
