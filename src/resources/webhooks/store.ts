import { collectionOf } from '../../world/collection.ts'
import { type Condition, equals, type Filters } from '../../world/conditions.ts'
import type { JsonDocument } from '../../world/document.ts'
import { newestFirst, type Order } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { requireCallable } from './callable.ts'
import { eventTypes } from './event-types.ts'
import type { CreateWebhook, EventTypes, ListWebhooks, PatchWebhook } from './requests.ts'
import { ACTIVE, DISABLED, Webhook } from './schema.ts'

export const tables = `
  CREATE TABLE webhooks (
    id TEXT PRIMARY KEY,
    campaign TEXT,
    name TEXT,
    target_hook_url TEXT NOT NULL,
    event_type TEXT,
    custom_interest_value REAL,
    status INTEGER,
    timestamp_created TEXT NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX webhooks_by_time ON webhooks (timestamp_created, id);
  CREATE INDEX webhooks_active ON webhooks (id) WHERE status = ${ACTIVE}`

export const collection = collectionOf({
  table: 'webhooks',
  schema: Webhook,
  columns: [
    'campaign',
    'name',
    'target_hook_url',
    'event_type',
    'custom_interest_value',
    'status',
    'timestamp_created'
  ],
  newId: ({ ids, clock }) => ids.v7(clock.now())
})

/** Recorded: no page of this list names the next one. */
const order: Order = { ...newestFirst, cursor: 'none' }

const same = (column: string, value: unknown): Condition => [`${column} IS ?`, value ?? null]

/** An event's properties by which webhooks are selected. */
type Happening = { campaign?: string; types: readonly string[]; interest?: number }

type Subscription = {
  id: string
  campaign: string | null
  event_type: string | null
  custom_interest_value: number | null
}

const ACTIVE_ONES = `SELECT id, campaign, event_type, custom_interest_value
  FROM webhooks WHERE status = ${ACTIVE} ORDER BY id`

export function store(world: World) {
  const { clock } = world
  const webhooks = collection(world)
  const first = (filters: Filters): Webhook | undefined => webhooks.sorted(newestFirst, filters).at(-1)

  return {
    ...webhooks,
    list: (query: ListWebhooks) =>
      webhooks.list(order, query, [
        equals('campaign', query.campaign),
        equals('event_type', query.event_type)
      ]),
    eventTypes: (): EventTypes => ({ event_types: eventTypes }),
    /**
     * Recorded: a webhook with an existing URL, name and type is not created again. That campaign and label distinguish
     * webhooks, and headers do not, is a choice.
     */
    create: (body: CreateWebhook): JsonDocument<Webhook> =>
      world.transaction(() => {
        requireCallable(body)
        const equal = first([
          same('target_hook_url', body.target_hook_url),
          same('name', body.name),
          same('event_type', body.event_type),
          same('campaign', body.campaign),
          same('custom_interest_value', body.custom_interest_value)
        ])
        if (equal) return webhooks.form(equal)
        return webhooks.insert({
          ...body,
          id: webhooks.freshId(),
          organization: world.organization,
          timestamp_created: clock.timestamp(),
          status: ACTIVE
        })
      }),
    patch(id: string, changes: PatchWebhook): JsonDocument<Webhook> {
      requireCallable(changes)
      return webhooks.update(id, () => changes)
    },
    resume: (id: string) => webhooks.update(id, () => ({ status: ACTIVE, timestamp_error: null })),
    /** Disables it after too many failed calls. */
    disable: (id: string) =>
      webhooks.update(id, () => ({ status: DISABLED, timestamp_error: clock.timestamp() })),
    /** The ids of webhooks subscribed to an event: for its campaign or all, and for one of its types or its interest. */
    waitingFor({ campaign, types, interest }: Happening): string[] {
      const active = world.remember('active webhooks', () => world.sql(ACTIVE_ONES).all() as Subscription[])
      return active
        .filter((one) => one.campaign === null || one.campaign === campaign)
        .filter(({ event_type, custom_interest_value }) =>
          event_type === null ? custom_interest_value === interest : types.includes(event_type)
        )
        .map(({ id }) => id)
    }
  }
}

export type Webhooks = ReturnType<typeof store>
