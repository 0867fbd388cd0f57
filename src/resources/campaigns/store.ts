import { badRequest } from '../../errors.ts'
import { collectionOf } from '../../world/collection.ts'
import { columnOf } from '../../world/columns.ts'
import { contains, differs, equals, isAmong } from '../../world/conditions.ts'
import type { JsonDocument } from '../../world/document.ts'
import { idDescending } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { addressOf } from '../address.ts'
import { requireStill } from '../background-jobs/locks.ts'
import type { BackgroundJobs } from '../background-jobs/store.ts'
import { carriesAny } from '../custom-tag-mappings/conditions.ts'
import { CAMPAIGN } from '../custom-tag-mappings/schema.ts'
import { valuesOf } from '../schemas.ts'
import { analyticsOf } from './analytics/analytics.ts'
import type { AnalyticsNeighbours } from './analytics/neighbours.ts'
import { byColumn } from './by-contact.ts'
import { duplicateOf, exportOf, importOf } from './copy.ts'
import { foremost } from './foremost.ts'
import type {
  CreateCampaign,
  DuplicateCampaign,
  ListCampaigns,
  PatchCampaign,
  SearchByContact
} from './requests.ts'
import { Campaign } from './schema.ts'
import { sendersOf, sendersTrigger, sendersView } from './senders.ts'
import { sendingChanged } from './sending-changed.ts'
import { sharing, sharingTable } from './sharing.ts'
import { ACTIVE, DRAFT, PAUSED } from './status.ts'
import { learned, withVariables } from './variables.ts'

export const tables = `
  CREATE TABLE campaigns (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    status INTEGER NOT NULL,
    ai_sdr_id TEXT,
    timestamp_created TEXT NOT NULL,
    senders TEXT NOT NULL,
    document TEXT NOT NULL,
    listed TEXT
  ) STRICT;
  CREATE INDEX campaigns_by_status ON campaigns (status, id);
  CREATE INDEX campaigns_by_agent ON campaigns (ai_sdr_id, id) WHERE ai_sdr_id IS NOT NULL;
  ${sendersView};
  ${sendersTrigger};
  ${sharingTable}`

/** `not_sending_status` was only seen when reading a single campaign, never in other answers at the time (recorded). */
const withoutReason = (campaign: Campaign): Campaign => ({ ...campaign, not_sending_status: undefined })

export const collection = collectionOf({
  table: 'campaigns',
  remembered: true,
  schema: Campaign,
  columns: ['name', 'status', 'ai_sdr_id', 'timestamp_created'],
  computed: { senders: columnOf<Campaign>()(['email_list'], sendersOf) },
  listed: (campaign) => (campaign.not_sending_status ? withoutReason(campaign) : undefined)
})

const ALL_BUT_DRAFTS = `SELECT
  (SELECT count(*) FROM campaigns) - (SELECT count(*) FROM campaigns WHERE status = 0)`

type Neighbours = AnalyticsNeighbours & {
  /** Why a campaign activated here is not sending; undefined for a static one. */
  sending: { notSendingStatus(id: string): number | null | undefined }
  backgroundJobs: Pick<BackgroundJobs, 'isRunning'>
}

export function store(world: World, neighbours: Neighbours) {
  const { sql, clock, schedule } = world
  const campaigns = collection(world)
  const shares = sharing(world)

  /** Stores it as a new draft; fields not set here keep the given values (recorded). */
  const draft = (campaign: CreateCampaign): JsonDocument<Campaign> => {
    const now = clock.timestamp()
    return campaigns.insert({
      open_tracking: false,
      ...campaign,
      id: campaigns.freshId(),
      status: DRAFT,
      organization: world.organization,
      timestamp_created: now,
      timestamp_updated: now
    })
  }

  const change = (id: string, changes: (campaign: Campaign) => Partial<Campaign>): JsonDocument<Campaign> => {
    const changed = campaigns.update(id, (campaign) => ({
      ...changes(campaign),
      timestamp_updated: clock.timestampAfter(campaign.timestamp_updated)
    }))
    return campaigns.form(withoutReason(changed.value))
  }

  return {
    ...campaigns,
    /** The campaign, with the reason why it is not sending. */
    get(id: string): JsonDocument<Campaign> {
      const reason = neighbours.sending.notSendingStatus(id)
      if (reason === undefined) return campaigns.read(id)
      return campaigns.form({
        ...campaigns.require(id),
        not_sending_status: reason as Campaign['not_sending_status']
      })
    },
    /** Its leads, tags and share are removed by their tables' triggers, in the same statement. */
    delete(id: string) {
      requireStill(neighbours.backgroundJobs, id)
      return campaigns.form(withoutReason(campaigns.remove(id).value))
    },

    list: (query: ListCampaigns) =>
      campaigns.list(idDescending, query, [
        contains('name', query.search),
        equals('status', query.status),
        differs('status', query.exclude_status),
        equals('ai_sdr_id', query.ai_sales_agent_id),
        carriesAny('id', CAMPAIGN, valuesOf(query.tag_ids))
      ]),
    /** Those that contain a lead with exactly this email; none without an email (choices). */
    ofContact: ({ search = '', ...order }: SearchByContact) =>
      campaigns.list(byColumn(order), { limit: Number.MAX_SAFE_INTEGER }, [
        isAmong('id', neighbours.leads.campaignsOf(addressOf(search)))
      ]),
    analytics: analyticsOf(world, campaigns, neighbours),
    create: draft,
    patch(id: string, changes: PatchCampaign) {
      const changed = change(id, () => changes)
      sendingChanged(world, id)
      return changed
    },

    /** Allowed in any state (recorded). */
    activate(id: string) {
      const active = change(id, () => ({ status: ACTIVE, not_sending_status: null }))
      schedule.add({ task: 'campaign_activated', argument: id, due: clock.now() })
      return active
    },
    pause: (id: string) => change(id, () => ({ status: PAUSED, not_sending_status: null })),

    /** The default name does not count up: duplicating twice gives the same name twice (recorded). */
    duplicate(id: string, { name }: DuplicateCampaign): JsonDocument<Campaign> {
      if (name !== undefined && !name.trim()) throw badRequest('New campaign name is required')
      const campaign = campaigns.require(id)
      return draft({ ...duplicateOf(campaign), name: name ?? `${campaign.name} (copy)` })
    },
    share: (id: string): void => shares.start(campaigns.require(id).id),
    export: (id: string) => campaigns.form(exportOf(campaigns.require(id))),
    createFromExport(id: string): JsonDocument<Campaign> {
      const campaign = campaigns.require(id)
      shares.require(id)
      return draft(importOf(campaign))
    },

    addVariables: (id: string, names: string[]) => change(id, (campaign) => withVariables(campaign, names)),
    /** Adds variables of leads; a campaign that has them already stays unchanged (recorded). */
    learnVariables(id: string, names: string[]): void {
      const changes = learned(campaigns.require(id), names)
      if (changes) change(id, () => changes)
    },
    foremost: (limit: number) => foremost(world, limit),
    countLaunched: () => ({
      count: Number(sql(ALL_BUT_DRAFTS).pluck().get())
    })
  }
}

export type Campaigns = ReturnType<typeof store>
