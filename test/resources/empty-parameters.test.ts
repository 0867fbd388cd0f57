import t from 'tap'
import { start } from '../start.ts'

const lists: Record<string, string[]> = {
  '/campaigns': ['starting_after', 'search', 'tag_ids', 'ai_sales_agent_id'],
  '/custom-tags': ['starting_after', 'search', 'resource_ids', 'tag_ids'],
  '/custom-tag-mappings': ['starting_after', 'resource_ids'],
  '/accounts': ['starting_after', 'search', 'tag_ids', 'tag_ids_all'],
  '/background-jobs': [...['starting_after', 'ids', 'included_ids', 'excluded_ids', 'entity_id', 'status']],
  '/account-campaign-mappings/anna@example.com': ['starting_after'],
  '/emails': [
    'starting_after',
    'search',
    'lead',
    'company_domain',
    'assigned_to',
    'campaign_id',
    'list_id',
    'eaccount',
    'min_timestamp_created',
    'max_timestamp_created'
  ]
}

for (const [list, parameters] of Object.entries(lists)) {
  for (const parameter of parameters) {
    t.test(`${list}?${parameter}= is the same as ${list}`, async (t) => {
      const { get } = await start(t)
      const { status, text, body } = await get(list)
      t.ok(body.items.length > 0)
      const empty = await get(`${list}?${parameter}=`)
      t.strictSame([empty.status, empty.text], [status, text])
    })
  }
}
