import { collectionOf } from '../../world/collection.ts'
import { columnOf } from '../../world/columns.ts'
import { Email } from './schema.ts'
import { SCHEDULED } from './types.ts'

/**
 * A page is found by an index per filter, in the order of the list; without one, a filter that few emails match would
 * read all of them. An email outlives its lead, campaign and account, so it has no foreign keys to them.
 */
export const tables = `
  CREATE TABLE emails (
    id TEXT PRIMARY KEY,
    timestamp_created TEXT NOT NULL,
    lead TEXT,
    lead_id TEXT,
    company_domain TEXT,
    campaign_id TEXT,
    list_id TEXT,
    thread_id TEXT,
    eaccount TEXT NOT NULL,
    ue_type INTEGER,
    i_status REAL,
    is_scheduled INTEGER NOT NULL,
    is_unread INTEGER NOT NULL,
    is_focused INTEGER NOT NULL,
    has_reminder INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX emails_by_time ON emails (timestamp_created, id, lead);
  CREATE INDEX emails_by_thread ON emails (thread_id, timestamp_created, id);
  CREATE INDEX emails_by_lead ON emails (lead, timestamp_created, id);
  CREATE INDEX emails_by_company ON emails (company_domain, timestamp_created, id);
  CREATE INDEX emails_by_account ON emails (eaccount, timestamp_created, id);
  CREATE INDEX emails_by_campaign ON emails (campaign_id, timestamp_created, id);
  CREATE INDEX emails_by_list ON emails (list_id, timestamp_created, id) WHERE list_id IS NOT NULL;
  CREATE INDEX emails_by_interest ON emails (i_status, timestamp_created, id) WHERE i_status IS NOT NULL;
  CREATE INDEX emails_sent ON emails (timestamp_created, id) WHERE ue_type = 1;
  CREATE INDEX emails_received ON emails (timestamp_created, id) WHERE ue_type = 2;
  CREATE INDEX emails_sent_by_hand ON emails (timestamp_created, id) WHERE ue_type = 3;
  CREATE INDEX emails_scheduled ON emails (timestamp_created, id) WHERE is_scheduled = 1;
  CREATE INDEX emails_unread ON emails (timestamp_created, id, ue_type) WHERE is_unread = 1;
  CREATE INDEX emails_unfocused ON emails (timestamp_created, id) WHERE is_focused = 0;
  CREATE INDEX emails_to_be_reminded_of ON emails (timestamp_created, id) WHERE has_reminder = 1;
  CREATE TRIGGER emails_of_label AFTER DELETE ON lead_labels BEGIN
    UPDATE emails SET
      i_status = old.reassigned_status,
      document = iif(
        old.reassigned_status IS NULL,
        json_remove(document, '$.i_status'),
        json_set(document, '$.i_status', old.reassigned_status)
      )
      WHERE i_status = old.interest_status;
  END`

const ofEmail = columnOf<Email>()

export const collection = collectionOf({
  table: 'emails',
  schema: Email,
  columns: [
    'timestamp_created',
    'lead',
    'lead_id',
    'campaign_id',
    'list_id',
    'thread_id',
    'eaccount',
    'ue_type',
    'i_status'
  ],
  computed: {
    company_domain: ofEmail(['lead'], ({ lead }) => lead?.split('@')[1]),
    is_scheduled: ofEmail(['ue_type'], ({ ue_type }) => ue_type === SCHEDULED),
    is_unread: ofEmail(['is_unread'], ({ is_unread }) => is_unread === 1),
    is_focused: ofEmail(['is_focused'], ({ is_focused }) => is_focused === 1),
    has_reminder: ofEmail(['reminder_ts'], ({ reminder_ts }) => typeof reminder_ts === 'string')
  },
  newId: ({ ids, clock }) => ids.v7(clock.now())
})

export type EmailCollection = ReturnType<typeof collection>
