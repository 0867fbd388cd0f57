import { Inbound } from '../controls/inbound/schema.ts'
import type { AdminRoutes } from '../http/services.ts'
import { Email } from '../resources/emails/schema.ts'

export const routes: AdminRoutes = () => async (app) => {
  app.post(
    '/inbound',
    {
      schema: {
        tags: ['Inbound'],
        operationId: 'receiveEmail',
        summary: 'Deliver an email to an account',
        body: Inbound,
        response: { 200: Email }
      }
    },
    async ({ workspace, body }) => workspace.emails.receive(body).value
  )
}
