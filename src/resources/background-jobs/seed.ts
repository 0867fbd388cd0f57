import type { Faker } from '@faker-js/faker'
import { collection as campaigns } from '../campaigns/store.ts'
import type { SeedContext } from '../resource.ts'
import { inTurn, newestOf } from '../seeding.ts'
import type { BackgroundJob } from './schema.ts'

type Status = BackgroundJob['status']
type Type = BackgroundJob['type']

const statuses: Status[] = ['success', 'pending', 'in-progress', 'failed', 'draining', 'paused', 'cancelled']

/** Unfinished forever, because seeded jobs do no work: so only types that lock nothing. */
const unfinished: Type[] = [
  'import-leads',
  'export-leads',
  'broadcast-ai-generate',
  'resync-subscriber-crm-tags'
]
const finished: Type[] = [
  'move-leads',
  'update-warmup-accounts',
  'rename-variable',
  'broadcast-website-scrape',
  'import-subscribers-from-crm',
  ...unfinished
]
const isFinished = (status: Status) => ['success', 'failed', 'cancelled'].includes(status)

/** One job per five campaigns, covering every state and type. */
export function seed({ world, faker, size }: SeedContext): BackgroundJob[] {
  const all = campaigns(world).all()
  const sources = all.map(({ id }) => id)
  const since = newestOf(all)
  const turns = { status: inTurn(statuses), finished: inTurn(finished), unfinished: inTurn(unfinished) }
  return Array.from({ length: Math.ceil(size / 5) }, (_, index) => {
    const status = turns.status.next().value
    const type = (isFinished(status) ? turns.finished : turns.unfinished).next().value
    const [source, target] = faker.helpers.arrayElements(sources, 2)
    const created = faker.date.between({ from: since, to: faker.defaultRefDate() })
    const updated = faker.date.between({ from: created, to: faker.defaultRefDate() })
    return {
      id: world.ids.objectId(created.getTime()),
      workspace_id: world.organization,
      ...(index % 3 && { user_id: world.ids.v4() }),
      type,
      ...subjectOf(type, world.organization, source, target),
      progress: progressOf(status, faker),
      status,
      created_at: created.toISOString(),
      updated_at: (status === 'pending' ? created : updated).toISOString()
    }
  })
}

function progressOf(status: Status, faker: Faker): number {
  if (status === 'success') return 100
  return status === 'pending' ? 0 : faker.number.int({ min: 1, max: 99 })
}

type Subject = Pick<BackgroundJob, 'entity_id' | 'entity_type' | 'data'>

/** The entity that the job works on; no id if the workspace has none. */
function subjectOf(type: Type, workspace: string, source?: string, target?: string): Subject {
  const campaign = { entity_id: source, entity_type: 'campaign' } as const
  const subjects: Record<Type, Subject> = {
    'move-leads': { ...campaign, data: movedNothing({ campaign: source, to_campaign_id: target }) },
    'update-warmup-accounts': {
      entity_id: workspace,
      entity_type: 'workspace',
      data: { filters: {}, warmup_status: 1 }
    },
    'rename-variable': campaign,
    'import-leads': { entity_type: 'list' },
    'export-leads': {},
    'broadcast-ai-generate': { entity_type: 'broadcast' },
    'broadcast-website-scrape': { entity_type: 'broadcast' },
    'import-subscribers-from-crm': { entity_type: 'subscriber-group' },
    'resync-subscriber-crm-tags': { entity_type: 'subscriber-group-sync' }
  }
  return subjects[type]
}

/** The result of a move that found no leads (recorded). */
const movedNothing = (filters: object) => ({
  moved_lead_emails: [],
  filters,
  total_leads: 0,
  moved_leads: 0,
  duplicated_leads: 0,
  leads_missing_email: 0,
  leads_in_other_campaigns: 0,
  ignored_leads_from_blocklist: 0
})
