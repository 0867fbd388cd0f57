import { type Static, Type } from 'typebox'
import {
  email,
  exampleId,
  exampleTime,
  exampleWorkspace,
  instant,
  listOf,
  maybe,
  number,
  readOnly,
  text
} from '../schemas.ts'
import { jobEntity, jobType } from './kinds.ts'
import { jobStatus } from './status.ts'

/** Jobs have ids of a different form: 24 hexadecimal digits. */
export const exampleJobId = '6968b1a2f0c34d5e6f708192'

const Data = Type.Unsafe<Record<string, unknown>>(
  Type.Object(
    {
      moved_lead_emails: Type.Optional(
        listOf(
          email('The email of a lead.', 'ben@example.org'),
          'For `move-leads`: the leads that were moved, at most 10,000.'
        )
      )
    },
    {
      description: 'The input and the result of the job, depending on its type.',
      additionalProperties: true,
      // Recorded: in the order in which the job wrote them.
      'x-keyOrder': 'given'
    }
  )
)

export const BackgroundJob = Type.Object(
  {
    id: text('The id of the job.', exampleJobId, readOnly),
    workspace_id: text('The workspace that the job works in.', exampleWorkspace, readOnly),
    user_id: maybe(text('The user who started the job.', exampleId, readOnly)),
    type: jobType('What the job does'),
    entity_id: maybe(text('The id of what the job works on.', exampleId)),
    entity_type: Type.Optional(jobEntity('What the job works on')),
    data: Type.Optional(Data),
    progress: number('The progress, in percent.', 100, { minimum: 0, maximum: 100 }),
    status: jobStatus(),
    created_at: instant('When the job was created.'),
    updated_at: instant('When the job last made progress.')
  },
  {
    $id: 'BackgroundJob',
    description: 'Work that continues after the response.',
    additionalProperties: false,
    examples: [
      {
        id: exampleJobId,
        workspace_id: exampleWorkspace,
        type: 'move-leads',
        entity_id: exampleId,
        entity_type: 'campaign',
        data: { moved_lead_emails: ['ben@example.org'], total_leads: 1, moved_leads: 1 },
        progress: 100,
        status: 'success',
        created_at: exampleTime,
        updated_at: exampleTime
      }
    ]
  }
)
export interface BackgroundJob extends Static<typeof BackgroundJob> {}
