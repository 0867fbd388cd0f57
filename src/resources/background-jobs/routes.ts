import type { Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { entity } from '../schemas.ts'
import { GetBackgroundJob, JobInPath, ListBackgroundJobs } from './requests.ts'
import { BackgroundJob, exampleJobId } from './schema.ts'

export const routes: Routes = async (app) => {
  app.get(
    '/background-jobs',
    {
      config: { scope: 'background-jobs:read' },
      schema: {
        operationId: 'listBackgroundJob',
        summary: 'List background jobs, newest first by default',
        querystring: ListBackgroundJobs,
        response: { 200: pageOf(BackgroundJob, 'A page of jobs.', exampleJobId) }
      }
    },
    async ({ workspace, query }) => workspace.backgroundJobs.list(query)
  )

  app.get(
    '/background-jobs/:id',
    {
      config: { scope: 'background-jobs:read' },
      schema: {
        operationId: 'getBackgroundJob',
        summary: 'Get a background job',
        params: JobInPath,
        querystring: GetBackgroundJob,
        response: { 200: entity(BackgroundJob, 'The job.') }
      }
    },
    async ({ workspace, params, query }) => workspace.backgroundJobs.get(params.id, query)
  )
}
