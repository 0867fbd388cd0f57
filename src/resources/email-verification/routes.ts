import type { Routes } from '../../http/routes.ts'
import { entity } from '../schemas.ts'
import { CreateEmailVerification, VerifiedEmailInPath } from './requests.ts'
import { EmailVerification } from './schema.ts'

export const routes: Routes = async (app) => {
  app.post(
    '/email-verification',
    {
      config: { scope: 'email_verifications:create' },
      schema: {
        operationId: 'createEmailVerification',
        summary: 'Check whether an address accepts mail',
        description: 'Each check takes 0.25 credits: a key with `email_verifications:create` spends them.',
        body: CreateEmailVerification,
        response: { 200: entity(EmailVerification, 'The result.') }
      }
    },
    async ({ workspace, body }) => workspace.emailVerifications.create(body)
  )

  app.get(
    '/email-verification/:email',
    {
      config: { scope: 'email_verifications:read' },
      schema: {
        operationId: 'checkVerificationStatus',
        summary: 'Get the result for an address',
        params: VerifiedEmailInPath,
        response: { 200: entity(EmailVerification, 'What is known so far.') }
      }
    },
    async ({ workspace, params }) => workspace.emailVerifications.read(params.email)
  )
}
