import { type Static, Type } from 'typebox'
import { idList, pageQuery, sortOrder, text, wordOf } from '../schemas.ts'
import { jobEntity, jobType } from './kinds.ts'
import { exampleJobId } from './schema.ts'

/** Not a UUID, so that any text is accepted. */
export const JobInPath = Type.Object({ id: text('The id of the job.', exampleJobId) })

export const ListBackgroundJobs = Type.Object({
  ...pageQuery(exampleJobId),
  ids: idList('Only these jobs.', exampleJobId),
  included_ids: idList('Only these jobs.', exampleJobId),
  excluded_ids: idList('None of these jobs.', exampleJobId),
  type: Type.Optional(jobType('Only jobs of this type')),
  entity_type: Type.Optional(jobEntity('Only jobs on this kind of target')),
  entity_id: idList('Only jobs that work on one of these.'),
  status: Type.Optional(
    text('Only jobs in one of these states, separated by commas.', 'pending,in-progress')
  ),
  sort_column: Type.Optional(
    wordOf('What to sort by', {
      created_at: 'when they were made',
      updated_at: 'when they last made progress'
    })
  ),
  sort_order: sortOrder()
})
export type ListBackgroundJobs = Static<typeof ListBackgroundJobs>

export const GetBackgroundJob = Type.Object({
  data_fields: Type.Optional(
    text('Which members of `data` to show, separated by commas; all by default.', 'moved_leads,total_leads')
  )
})
export type GetBackgroundJob = Static<typeof GetBackgroundJob>
