import { collectionOf } from '../../world/collection.ts'
import { type Condition, equals, isAmong, isNotAmong } from '../../world/conditions.ts'
import { JsonDocument } from '../../world/document.ts'
import type { Order } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { valuesOf } from '../schemas.ts'
import type { GetBackgroundJob, ListBackgroundJobs } from './requests.ts'
import { BackgroundJob } from './schema.ts'

const UNFINISHED = `status IN ('pending', 'in-progress')`

export const tables = `
  CREATE TABLE background_jobs (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    entity_id TEXT,
    entity_type TEXT,
    status TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX background_jobs_by_creation ON background_jobs (created_at, id);
  CREATE INDEX background_jobs_by_change ON background_jobs (updated_at, id);
  CREATE INDEX background_jobs_unfinished ON background_jobs (type) WHERE ${UNFINISHED}`

export const collection = collectionOf({
  table: 'background_jobs',
  schema: BackgroundJob,
  columns: ['type', 'entity_id', 'entity_type', 'status', 'created_at', 'updated_at'],
  newId: ({ ids, clock }) => ids.objectId(clock.now())
})

type Type = BackgroundJob['type']
type Data = Record<string, unknown>
type NewJob = Pick<BackgroundJob, 'type' | 'entity_id' | 'entity_type'> & { data: Data }

const orderOf = ({ sort_column = 'created_at', sort_order }: ListBackgroundJobs): Order => ({
  by: sort_column,
  key: 'id',
  direction: sort_order === 'asc' ? 'ASC' : 'DESC',
  cursor: 'key'
})

/** The entities that the job works on: its own, or those in its filters, such as the target of a move. */
const worksOn = (entities: readonly string[]): Condition => {
  const values = JSON.stringify(entities)
  const isNamed = `EXISTS (SELECT 1 FROM json_each(document, '$.data.filters') AS named
    WHERE named.value IN (SELECT value FROM json_each(?)))`
  return [`entity_id IN (SELECT value FROM json_each(?)) OR ${isNamed}`, values, values]
}

export function store(world: World) {
  const { clock } = world
  const jobs = collection(world)

  const goOn = (id: string, changes: Pick<BackgroundJob, 'status' | 'progress'>, data: Data) =>
    jobs.update(id, (job) => ({
      ...changes,
      data: { ...job.data, ...data },
      updated_at: clock.timestampAfter(job.updated_at)
    }))

  return {
    ...jobs,
    list: (query: ListBackgroundJobs) =>
      jobs.list(orderOf(query), query, [
        isAmong('id', valuesOf(query.ids)),
        isAmong('id', valuesOf(query.included_ids)),
        isNotAmong('id', valuesOf(query.excluded_ids)),
        equals('type', query.type),
        equals('entity_type', query.entity_type),
        isAmong('entity_id', valuesOf(query.entity_id)),
        isAmong('status', valuesOf(query.status))
      ]),

    get(id: string, { data_fields }: GetBackgroundJob): JsonDocument<BackgroundJob> {
      const fields = valuesOf(data_fields)
      const document = jobs.read(id)
      if (!fields) return document
      const { data = {}, ...job } = document.value
      const visible = Object.entries(data).filter(([name]) => fields.includes(name))
      return jobs.form({ ...job, data: Object.fromEntries(visible) })
    },

    /** Creates a pending job, whose work the caller schedules. Returns it as the calls that start jobs show it. */
    start(job: NewJob): JsonDocument<BackgroundJob> {
      const now = clock.timestamp()
      const { entity_id, entity_type, data, ...always } = jobs.insert({
        ...job,
        id: jobs.freshId(),
        workspace_id: world.organization,
        progress: 0,
        status: 'pending',
        created_at: now,
        updated_at: now
      }).value
      // Recorded: null here, and absent when the job is read.
      return new JsonDocument(JSON.stringify({ ...always, user_id: null, entity_id, entity_type, data }))
    },
    /** Updates the progress, in percent; `data` is merged into the job's data. */
    progress: (id: string, progress: number, data: Data) =>
      goOn(id, { status: 'in-progress', progress }, data),
    finish: (id: string, data: Data) => goOn(id, { status: 'success', progress: 100 }, data),
    /** Whether an unfinished job of this type works on any of the entities, which are locked meanwhile. */
    isRunning: (type: Type, entities: readonly string[]): boolean =>
      jobs.keys([[UNFINISHED], equals('type', type), worksOn(entities)]).length > 0
  }
}

export type BackgroundJobs = ReturnType<typeof store>
