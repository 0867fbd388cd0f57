import { collectionOf } from '../../world/collection.ts'
import { columnOf } from '../../world/columns.ts'
import { keptInterestTables } from './kept-interest.ts'
import { moveTables } from './move-rows.ts'
import { queueColumns, queueIndex, queueTable, queueTrigger } from './queue.ts'
import { quotaTables } from './quota.ts'
import { Lead } from './schema.ts'

/**
 * A page is found by an index per filter, in the order of the ids; without one, a filter that few leads match would read
 * all of them. The document is the last column, so that a scan does not read it.
 */
export const tables = `
  CREATE TABLE leads (
    id TEXT PRIMARY KEY,
    campaign TEXT,
    list_id TEXT,
    email TEXT,
    status INTEGER NOT NULL,
    lt_interest_status REAL,
    verification_status INTEGER,
    enrichment_status INTEGER,
    esp_code INTEGER,
    esg_code INTEGER,
    assigned_to TEXT,
    subsequence_id TEXT,
    email_open_count INTEGER NOT NULL,
    email_reply_count INTEGER NOT NULL,
    email_click_count INTEGER NOT NULL,
    timestamp_last_contact TEXT,
    timestamp_last_open TEXT,
    timestamp_last_reply TEXT,
    timestamp_last_click TEXT,
    timestamp_last_interest_change TEXT,
    is_visitor INTEGER NOT NULL,
    is_contacted INTEGER NOT NULL,
    in_campaign INTEGER NOT NULL,
    in_list INTEGER NOT NULL,
    searched TEXT NOT NULL,${queueTable}
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX leads_by_campaign ON leads (campaign, id);
  CREATE INDEX leads_by_list ON leads (list_id, id);
  CREATE INDEX leads_by_email ON leads (email, id);
  CREATE INDEX leads_by_status ON leads (status, id);
  CREATE INDEX leads_by_interest ON leads (lt_interest_status, id) WHERE lt_interest_status IS NOT NULL;
  CREATE INDEX leads_by_verification ON leads (verification_status, id);
  CREATE INDEX leads_by_enrichment ON leads (enrichment_status, id) WHERE enrichment_status IS NOT NULL;
  CREATE INDEX leads_by_gateway ON leads (esg_code, id);
  CREATE INDEX leads_behind_gateways ON leads (id) WHERE esg_code IS NOT NULL;
  CREATE INDEX leads_by_owner ON leads (assigned_to, id) WHERE assigned_to IS NOT NULL;
  CREATE INDEX leads_by_subsequence ON leads (subsequence_id, id) WHERE subsequence_id IS NOT NULL;
  CREATE INDEX leads_in_subsequences ON leads (id) WHERE subsequence_id IS NOT NULL;
  CREATE INDEX leads_who_replied ON leads (id) WHERE email_reply_count > 0;
  CREATE INDEX leads_who_clicked ON leads (id) WHERE email_click_count > 0;
  CREATE INDEX leads_who_opened_only ON leads (id) WHERE email_open_count > 0 AND email_reply_count = 0;
  CREATE INDEX leads_who_never_opened ON leads (id) WHERE email_open_count = 0;
  CREATE INDEX leads_who_ever_replied ON leads (id, timestamp_last_reply, email_reply_count)
    WHERE email_reply_count > 0 OR timestamp_last_reply IS NOT NULL;
  CREATE INDEX leads_who_ever_opened ON leads (id, timestamp_last_open, email_open_count)
    WHERE email_open_count > 0 OR timestamp_last_open IS NOT NULL;
  CREATE INDEX leads_who_ever_clicked ON leads (id, timestamp_last_click, email_click_count)
    WHERE email_click_count > 0 OR timestamp_last_click IS NOT NULL;
  CREATE INDEX leads_ever_contacted ON leads (id, timestamp_last_contact, is_contacted)
    WHERE is_contacted > 0 OR timestamp_last_contact IS NOT NULL;
  CREATE INDEX leads_by_visit ON leads (is_visitor, id);
  CREATE INDEX leads_by_contact ON leads (is_contacted, id);
  CREATE INDEX leads_in_campaigns ON leads (in_campaign, id);
  CREATE INDEX leads_in_lists ON leads (in_list, id);
  CREATE INDEX leads_by_search ON leads (id, searched);
  ${queueIndex};
  CREATE TRIGGER leads_of_campaign AFTER DELETE ON campaigns BEGIN
    DELETE FROM leads WHERE campaign = old.id;
  END;
  CREATE TRIGGER leads_of_list AFTER DELETE ON lead_lists BEGIN
    DELETE FROM leads WHERE list_id = old.id;
  END;
  CREATE TRIGGER leads_of_subsequence AFTER DELETE ON subsequences BEGIN
    UPDATE leads SET subsequence_id = NULL, document = json_remove(document, '$.subsequence_id')
      WHERE subsequence_id = old.id;
  END;
  ${queueTrigger};
  CREATE TRIGGER leads_of_label AFTER DELETE ON lead_labels BEGIN
    UPDATE leads SET
      lt_interest_status = old.reassigned_status,
      document = iif(
        old.reassigned_status IS NULL,
        json_remove(document, '$.lt_interest_status'),
        json_set(document, '$.lt_interest_status', old.reassigned_status)
      )
      WHERE lt_interest_status = old.interest_status;
  END;
  ${quotaTables};
  ${keptInterestTables};
  ${moveTables}`

const ofLead = columnOf<Lead>()

/** The text to search, in lower case: a line for the name, one for the email. */
const searched = ofLead(['first_name', 'last_name', 'email'], ({ first_name, last_name, email }) =>
  [[first_name, last_name].filter(Boolean).join(' '), email ?? ''].join('\n').toLowerCase()
)

export const collection = collectionOf({
  table: 'leads',
  schema: Lead,
  columns: [
    'campaign',
    'list_id',
    'email',
    'status',
    'lt_interest_status',
    'verification_status',
    'enrichment_status',
    'esp_code',
    'esg_code',
    'assigned_to',
    'subsequence_id',
    'email_open_count',
    'email_reply_count',
    'email_click_count',
    'timestamp_last_contact',
    'timestamp_last_open',
    'timestamp_last_reply',
    'timestamp_last_click',
    'timestamp_last_interest_change'
  ],
  computed: {
    is_visitor: ofLead(['is_website_visitor'], ({ is_website_visitor }) => is_website_visitor === true),
    is_contacted: ofLead(
      ['status_summary', 'status_summary_subseq'],
      ({ status_summary, status_summary_subseq }) =>
        status_summary.lastStep !== undefined || status_summary_subseq !== undefined
    ),
    in_campaign: ofLead(['campaign'], ({ campaign }) => typeof campaign === 'string'),
    in_list: ofLead(['list_id'], ({ list_id }) => typeof list_id === 'string'),
    searched,
    ...queueColumns
  },
  newId: ({ ids, clock }) => ids.v7(clock.now())
})

export type LeadCollection = ReturnType<typeof collection>
