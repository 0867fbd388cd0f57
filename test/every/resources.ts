import { requests } from './requests.ts'

type Row = {
  /** Where it is created and listed. */
  path: string
  /** A body that can be sent again and again. */
  body: (number: number) => object
  patch: object
  /** It has no timestamp_updated. */
  isDatedOnce?: true
  /** The key, if it is not the id: it is given, and can be reused after a deletion. */
  key?: string
}

/** The resources whose entities can be created with one POST. */
export const creatable: Record<string, Row> = {
  Campaign: {
    path: '/campaigns',
    body: (number) => ({ ...requests.createCampaign?.[1], name: `Autumn ${number}` }),
    patch: { name: 'Winter' }
  },
  Account: {
    path: '/accounts',
    body: (number) => ({ ...requests.createAccount?.[1], email: `autumn-${number}@example.com` }),
    patch: { first_name: 'Winter' },
    key: 'email'
  },
  CustomTag: {
    path: '/custom-tags',
    body: (number) => ({ label: `Autumn ${number}` }),
    patch: { label: 'Winter' }
  },
  BlockListEntry: {
    path: '/block-lists-entries',
    body: (number) => ({ bl_value: `autumn-${number}.example.org` }),
    patch: { bl_value: 'winter.example.org' },
    isDatedOnce: true
  },
  LeadList: {
    path: '/lead-lists',
    body: (number) => ({ name: `Autumn ${number}` }),
    patch: { name: 'Winter' },
    isDatedOnce: true
  },
  LeadLabel: {
    path: '/lead-labels',
    body: (number) => ({ label: `Autumn ${number}`, interest_status_label: 'neutral' }),
    patch: { label: 'Winter' },
    isDatedOnce: true
  },
  CampaignSubsequence: {
    path: '/subsequences',
    body: (number) => ({ ...requests.createCampaignSubsequence?.[1], name: `Autumn ${number}` }),
    patch: { name: 'Winter' },
    isDatedOnce: true
  },
  Webhook: {
    path: '/webhooks',
    body: (number) => ({ target_hook_url: `http://localhost:3001/${number}`, name: `Autumn ${number}` }),
    patch: { name: 'Winter' },
    isDatedOnce: true
  }
}

type Get = (url: string) => Promise<{ body: { items: { email_list?: string[] }[] } }>
type List = {
  /** Where it is, if the request to the operation finds too little there. */
  path?: (get: Get) => Promise<string>
  /** The property that distinguishes items. */
  key: string
  order: [name: string, direction: 'ascending' | 'descending']
  /** No page names the next one. */
  isCursorless?: true
}

/** The account that the most campaigns send from. */
async function busiest(get: Get): Promise<string> {
  const { items } = (await get('/campaigns?limit=100')).body
  const accounts = Map.groupBy(
    items.flatMap(({ email_list = [] }) => email_list),
    (email) => email
  )
  const [email = ''] = [...accounts.keys()].toSorted(
    (a, b) => (accounts.get(b)?.length ?? 0) - (accounts.get(a)?.length ?? 0)
  )
  return email
}

/** Every list, and the order of its items. */
export const lists: Record<string, List> = {
  // Recorded.
  listCampaign: { key: 'id', order: ['id', 'descending'] },
  listCustomTag: { key: 'id', order: ['id', 'ascending'] },
  // A choice: newest first.
  listAccount: { key: 'email', order: ['timestamp_created', 'descending'] },
  listBackgroundJob: { key: 'id', order: ['created_at', 'descending'] },
  // A choice: newest first.
  listCustomTagMapping: { key: 'id', order: ['timestamp_created', 'descending'] },
  getAccountCampaignMapping: {
    path: async (get) => `/account-campaign-mappings/${await busiest(get)}`,
    key: 'campaign_id',
    order: ['timestamp_created', 'descending']
  },
  listBlockListEntry: { key: 'id', order: ['timestamp_created', 'descending'] },
  listLeadList: { key: 'id', order: ['timestamp_created', 'descending'] },
  listLeadLabel: { key: 'id', order: ['timestamp_created', 'descending'] },
  listCampaignSubsequence: { key: 'id', order: ['timestamp_created', 'descending'] },
  listEmail: { key: 'id', order: ['timestamp_created', 'descending'] },
  // Recorded: without a cursor.
  listWebhook: { key: 'id', order: ['timestamp_created', 'descending'], isCursorless: true },
  listWebhookEvent: { key: 'id', order: ['timestamp_created', 'descending'] }
}
