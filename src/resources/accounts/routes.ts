import type { Routes } from '../../http/routes.ts'
import { entity } from '../schemas.ts'
import { analyticsRoutes } from './analytics-routes.ts'
import { bulkRoutes } from './bulk-routes.ts'
import { checkRoutes } from './check-routes.ts'
import { AccountPage } from './page.ts'
import { CreateAccount, EmailInPath, ListAccounts, PatchAccount } from './requests.ts'
import { Account } from './schema.ts'

export const routes: Routes = async (app) => {
  app.register(analyticsRoutes)
  app.register(bulkRoutes)
  app.register(checkRoutes)

  app.get(
    '/accounts',
    {
      config: { scope: 'accounts:read' },
      schema: {
        operationId: 'listAccount',
        summary: 'List accounts, newest first by default',
        querystring: ListAccounts,
        response: { 200: AccountPage }
      }
    },
    async ({ workspace, query }) => workspace.accounts.list(query)
  )

  app.post(
    '/accounts',
    {
      config: { scope: 'accounts:create' },
      schema: {
        operationId: 'createAccount',
        summary: 'Add an account; its mail servers are not called',
        body: CreateAccount,
        response: {
          200: entity(Account, 'The new account.', {
            added_by: null,
            warmup_status: 0,
            stat_warmup_score: 0
          })
        }
      }
    },
    async ({ workspace, body }) => workspace.accounts.create(body)
  )

  app.get(
    '/accounts/:email',
    {
      config: { scope: 'accounts:read' },
      schema: {
        operationId: 'getAccount',
        summary: 'Get an account',
        params: EmailInPath,
        response: { 200: entity(Account, 'The account.') }
      }
    },
    async ({ workspace, params }) => workspace.accounts.read(params.email)
  )

  app.patch(
    '/accounts/:email',
    {
      config: { scope: 'accounts:update' },
      schema: {
        operationId: 'patchAccount',
        summary: 'Change an account',
        params: EmailInPath,
        body: PatchAccount,
        response: { 200: entity(Account, 'The account after the change.') }
      }
    },
    async ({ workspace, params, body }) => workspace.accounts.patch(params.email, body)
  )

  app.delete(
    '/accounts/:email',
    {
      config: { scope: 'accounts:delete' },
      schema: {
        operationId: 'deleteAccount',
        summary: 'Delete an account, and remove it from its tags and campaigns',
        params: EmailInPath,
        response: { 200: entity(Account, 'The account, now deleted.') }
      }
    },
    async ({ workspace, params }) => workspace.accounts.delete(params.email)
  )

  app.post(
    '/accounts/:email/pause',
    {
      config: { scope: 'accounts:update' },
      schema: {
        operationId: 'pauseAccount',
        summary: 'Pause an account',
        params: EmailInPath,
        response: { 200: entity(Account, 'The account, now paused.', { status: 2 }) }
      }
    },
    async ({ workspace, params }) => workspace.accounts.pause(params.email)
  )

  app.post(
    '/accounts/:email/resume',
    {
      config: { scope: 'accounts:update' },
      schema: {
        operationId: 'resumeAccount',
        summary: 'Let a paused account send again',
        params: EmailInPath,
        response: { 200: entity(Account, 'The account, now active.') }
      }
    },
    async ({ workspace, params }) => workspace.accounts.resume(params.email)
  )

  app.post(
    '/accounts/:email/mark-fixed',
    {
      config: { scope: 'accounts:update' },
      schema: {
        operationId: 'markAccountFixed',
        summary: 'Report the error of an account as fixed',
        params: EmailInPath,
        response: { 200: entity(Account, 'The account, now active and without an error.') }
      }
    },
    async ({ workspace, params }) => workspace.accounts.markFixed(params.email)
  )
}
