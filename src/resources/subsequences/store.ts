import { notFound } from '../../errors.ts'
import { collectionOf } from '../../world/collection.ts'
import { contains, differs, equals } from '../../world/conditions.ts'
import type { JsonDocument } from '../../world/document.ts'
import type { Order } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import type { SubsequenceStepAnalyticsQuery } from '../campaigns/analytics/requests.ts'
import { sendingChanged } from '../campaigns/sending-changed.ts'
import { ACTIVE, DRAFT, PAUSED } from '../campaigns/status.ts'
import type { Campaigns } from '../campaigns/store.ts'
import { analyticsOf, stepAnalyticsOf } from './analytics.ts'
import type {
  CreateSubsequence,
  DuplicateSubsequence,
  ListSubsequences,
  PatchSubsequence,
  SubsequenceAnalyticsQuery
} from './requests.ts'
import { CampaignSubsequence } from './schema.ts'

/** A subsequence is deleted with its campaign. */
export const tables = `
  CREATE TABLE subsequences (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent_campaign TEXT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    status INTEGER NOT NULL,
    timestamp_created TEXT NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX subsequences_by_time ON subsequences (timestamp_created, id);
  CREATE INDEX subsequences_by_campaign ON subsequences (parent_campaign, timestamp_created, id)`

export const collection = collectionOf({
  table: 'subsequences',
  remembered: true,
  schema: CampaignSubsequence,
  columns: ['name', 'parent_campaign', 'status', 'timestamp_created']
})

/** A choice: neither the order nor the cursor is known. */
const newestFirst: Order = { by: 'timestamp_created', key: 'id', direction: 'DESC', cursor: 'key' }

type Neighbours = { campaigns: Pick<Campaigns, 'has' | 'require'> }

export function store(world: World, { campaigns }: Neighbours) {
  const { clock, sql } = world
  const subsequences = collection(world)

  const draft = (subsequence: CreateSubsequence): JsonDocument<CampaignSubsequence> => {
    const now = clock.timestamp()
    return subsequences.insert({
      ...subsequence,
      id: subsequences.freshId(),
      timestamp_created: now,
      workspace: world.organization,
      status: DRAFT,
      timestamp_leads_updated: now
    })
  }
  const requireCampaign = (id: string) => {
    if (!campaigns.has(id)) throw notFound('Campaign not found')
  }

  const ofCampaign = (campaign: string): string[] =>
    world.remember(`subsequences of ${campaign}`, () =>
      sql('SELECT id FROM subsequences WHERE parent_campaign = ? ORDER BY id')
        .pluck()
        .all(campaign)
        .map(String)
    )

  return {
    ...subsequences,
    list: (query: ListSubsequences) =>
      subsequences.list(newestFirst, query, [
        contains('name', query.search),
        equals('parent_campaign', query.parent_campaign),
        differs('parent_campaign', query.parent_campaign_not)
      ]),
    /** The campaign's schedule by default (documented); it is copied (a choice). */
    create(subsequence: CreateSubsequence) {
      requireCampaign(subsequence.parent_campaign)
      const { campaign_schedule } = campaigns.require(subsequence.parent_campaign)
      // Reported live: sequences are returned as [] if they were not sent.
      return draft({ subsequence_schedule: campaign_schedule, sequences: [], ...subsequence })
    },
    patch(id: string, changes: PatchSubsequence) {
      const changed = subsequences.update(id, () => changes)
      sendingChanged(world, id)
      return changed
    },
    /** Without its leads, and with the same name unless another is given (documented). */
    duplicate(id: string, { parent_campaign, name }: DuplicateSubsequence) {
      const source = subsequences.require(id)
      requireCampaign(parent_campaign)
      return draft({ ...source, parent_campaign, name: name ?? source.name })
    },
    /** Its leads return to their place in the campaign. */
    delete: (id: string) =>
      world.transaction(() => {
        sendingChanged(world, subsequences.require(id).parent_campaign)
        return subsequences.remove(id)
      }),
    pause: (id: string) => subsequences.update(id, () => ({ status: PAUSED })),
    /** Also starts a draft, for which there is no other way. */
    resume(id: string) {
      const resumed = subsequences.update(id, () => ({ status: ACTIVE }))
      world.schedule.add({ task: 'campaign_activated', argument: id, due: clock.now() })
      return resumed
    },
    /** Records that a lead entered or left. */
    noteLeads: (id: string) =>
      subsequences.update(id, () => ({ timestamp_leads_updated: clock.timestamp() })),
    ofCampaign,
    /** An unknown campaign has none (a choice). */
    analytics: ({ campaign_id }: SubsequenceAnalyticsQuery) =>
      analyticsOf(world, campaign_id, ofCampaign(campaign_id)),
    stepAnalytics: (id: string, query: SubsequenceStepAnalyticsQuery) =>
      stepAnalyticsOf(world, subsequences.require(id), query)
  }
}

export type Subsequences = ReturnType<typeof store>
