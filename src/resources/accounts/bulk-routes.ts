import { bodyMayBeAbsent, type Routes } from '../../http/routes.ts'
import { BackgroundJob } from '../background-jobs/schema.ts'
import { entity, exampleWorkspace } from '../schemas.ts'
import { MoveAccounts, MovedAccounts, PauseAccounts, PausedAccounts, SelectAccounts } from './bulk.ts'
import { moveAccounts } from './move.ts'

/** @param warmup_status the accounts' new status */
const job = (warmup_status: 0 | 1) =>
  entity(BackgroundJob, 'The background job.', {
    type: 'update-warmup-accounts',
    status: 'pending',
    progress: 0,
    entity_type: 'workspace',
    entity_id: exampleWorkspace,
    data: { filters: { emails: ['anna@example.com'] }, warmup_status }
  })

/** Operations on many accounts at once. */
export const bulkRoutes: Routes = async (app) => {
  const { registry } = app.services

  app.post(
    '/accounts/warmup/enable',
    {
      preValidation: bodyMayBeAbsent,
      schema: {
        operationId: 'enableWarmupForAccounts',
        summary: 'Switch the warm-up of accounts on, as a background job',
        body: SelectAccounts,
        response: { 200: job(1) }
      }
    },
    async ({ workspace, body }) => workspace.accounts.enableWarmup(body)
  )

  app.post(
    '/accounts/warmup/disable',
    {
      preValidation: bodyMayBeAbsent,
      schema: {
        operationId: 'disableWarmupForAccounts',
        summary: 'Switch the warm-up of accounts off, as a background job',
        body: SelectAccounts,
        response: { 200: job(0) }
      }
    },
    async ({ workspace, body }) => workspace.accounts.disableWarmup(body)
  )

  app.post(
    '/accounts/pause',
    {
      config: { scope: 'accounts:update' },
      schema: {
        operationId: 'pauseAccounts',
        summary: 'Pause several accounts',
        body: PauseAccounts,
        response: { 200: PausedAccounts }
      }
    },
    async ({ workspace, body }) => workspace.accounts.pauseAll(body)
  )

  app.post(
    '/accounts/move',
    {
      schema: {
        operationId: 'moveAccounts',
        summary: 'Move accounts to another workspace, with a key of the workspace `default`',
        body: MoveAccounts,
        response: { 200: MovedAccounts }
      }
    },
    async ({ workspace, body }) => moveAccounts(registry, workspace, body)
  )
}
