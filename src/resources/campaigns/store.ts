import { badRequest } from '../../errors.ts'
import { collection } from '../../world/collection.ts'
import type { JsonDocument } from '../../world/document.ts'
import type { World } from '../../world/world.ts'
import { idsIn } from '../schemas.ts'
import { duplicateOf, exportOf, importOf } from './copy.ts'
import type { CreateCampaign, DuplicateCampaign, ListCampaigns, PatchCampaign } from './requests.ts'
import { Campaign } from './schema.ts'
import { sharing } from './sharing.ts'
import { ACTIVE, DRAFT, PAUSED } from './status.ts'
import { withVariables } from './variables.ts'

// Without a foreign key, which would need an index by campaign: which is a fifth of an insertion.
// Coercion makes [''] of an `email_list` that is null: '' is no account.
const addSenders = `
    INSERT OR IGNORE INTO campaign_senders
      SELECT value, new.id FROM json_each(new.document, '$.email_list') WHERE value <> ''`
const removeSenders = `
    DELETE FROM campaign_senders
      WHERE email IN (SELECT value FROM json_each(old.document, '$.email_list')) AND campaign_id = old.id`

export const tables = `
  CREATE TABLE campaigns (
    id TEXT PRIMARY KEY,
    name TEXT AS (document ->> 'name') STORED,
    status INTEGER AS (document ->> 'status') STORED,
    ai_sdr_id TEXT AS (document ->> 'ai_sdr_id') STORED,
    timestamp_created TEXT AS (document ->> 'timestamp_created') STORED,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX campaigns_by_status ON campaigns (status, id);
  CREATE INDEX campaigns_by_agent ON campaigns (ai_sdr_id, id) WHERE ai_sdr_id IS NOT NULL;

  CREATE TABLE campaign_senders (
    email TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    PRIMARY KEY (email, campaign_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER campaign_senders_named AFTER INSERT ON campaigns BEGIN
    ${addSenders};
  END;
  CREATE TRIGGER campaign_senders_renamed AFTER UPDATE ON campaigns
    WHEN new.document -> 'email_list' IS NOT old.document -> 'email_list' BEGIN
    ${removeSenders};
    ${addSenders};
  END;
  CREATE TRIGGER campaign_senders_gone AFTER DELETE ON campaigns BEGIN
    ${removeSenders};
  END;

  CREATE TABLE campaign_shares (
    campaign_id TEXT PRIMARY KEY REFERENCES campaigns (id) ON DELETE CASCADE,
    shared_until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`

const ALL_BUT_DRAFTS = `SELECT
  (SELECT count(*) FROM campaigns) - (SELECT count(*) FROM campaigns WHERE status = 0)`

const CARRIES_A_TAG = `id IN (
  SELECT resource_id FROM custom_tag_mappings
  WHERE resource_type = 2 AND tag_id IN (SELECT value FROM json_each(?)))`

export function store(world: World) {
  const { sql, clock } = world
  const campaigns = collection(world, 'campaigns', Campaign)
  const shares = sharing(world)

  /** Stores it as a new draft; everything that is not said here stays as given (recorded). */
  const draft = (campaign: CreateCampaign): JsonDocument<Campaign> => {
    const now = clock.timestamp()
    return campaigns.insert({
      open_tracking: false,
      ...campaign,
      id: world.freshId('campaigns'),
      status: DRAFT,
      organization: world.organization,
      timestamp_created: now,
      timestamp_updated: now
    })
  }

  const change = (id: string, changes: (campaign: Campaign) => Partial<Campaign>) =>
    campaigns.update(id, (campaign) => ({
      ...changes(campaign),
      timestamp_updated: clock.timestampAfter(campaign.timestamp_updated)
    }))

  return {
    read: campaigns.read,
    require: campaigns.require,
    all: campaigns.all,
    insert: campaigns.insert,
    put: campaigns.put,
    /** Its tags, its share and its senders go with it, in the same statement: the tables see to that. */
    remove: campaigns.remove,

    list: (query: ListCampaigns) =>
      campaigns.page('descending', query, {
        'contains(name, ?)': query.search,
        'status = ?': query.status,
        'status <> ?': query.exclude_status,
        'ai_sdr_id = ?': query.ai_sales_agent_id,
        [CARRIES_A_TAG]: idsIn(query.tag_ids)
      }),
    create: draft,
    patch: (id: string, changes: PatchCampaign) => change(id, () => changes),

    /** No precondition, of whatever state (recorded). Nothing is sent here, so the status stays at active. */
    activate: (id: string) => change(id, () => ({ status: ACTIVE, not_sending_status: null })),
    pause: (id: string) => change(id, () => ({ status: PAUSED, not_sending_status: null })),

    /** The default name does not count up: twice duplicated gives the same name twice (recorded). */
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
    countLaunched: () => ({
      count: Number(sql(ALL_BUT_DRAFTS).pluck().get())
    })
  }
}
