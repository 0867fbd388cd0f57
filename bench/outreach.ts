import type { Workspace } from '../src/workspace/workspace.ts'

/** The values for filters; the last ids are those of the last page. */
export type Known = { campaign: string; list: string; lastLead: string; lastEmail: string; middle: string }
type Selections = Record<string, (known: Known) => Record<string, unknown>>

const STATUSES = [1, 1, 1, 2, 3, 3, -1, -2, -3]
const minute = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString()

/** The given number of leads, a tenth of them in a list and the others in a campaign, and an email for each. */
export function fill(world: Workspace, count: number): Known {
  world.settings.write('lead_quota', 1_000_000)
  const schedules = [
    { name: 'Any', timing: { from: '09:00', to: '17:00' }, days: {}, timezone: 'America/Chicago' }
  ]
  const campaign = world.campaigns.create({ name: 'Spring', campaign_schedule: { schedules } } as never).value
    .id
  const list = world.leadLists.create({ name: 'Visitors' }).value.id
  const template = world.leads.create({
    email: 'first@example.com',
    first_name: 'Ben',
    last_name: 'Example'
  }).value
  world.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const email = `lead${index}@company${index % 500}.example.com`
      const place = index % 10 ? { campaign } : { list_id: list }
      const hasReplied = index % 50 === 0
      const lead = world.leads.insert({
        ...template,
        ...place,
        id: world.leads.freshId(),
        email,
        first_name: `Ben${index}`,
        status: STATUSES[index % STATUSES.length] ?? 1,
        verification_status: index % 7 ? 1 : -1,
        lt_interest_status: index % 40 ? undefined : 1,
        email_open_count: index % 3,
        email_reply_count: hasReplied ? 1 : 0,
        timestamp_last_reply: hasReplied ? minute(index) : undefined,
        timestamp_last_open: index % 3 ? minute(index) : undefined
      }).value
      world.emails.insert({
        id: world.emails.freshId(),
        timestamp_created: minute(index),
        timestamp_email: minute(index),
        message_id: `<${index}@example.com>`,
        subject: 'A question',
        to_address_email_list: email,
        body: { html: 'Do you like tea?' },
        organization_id: world.organization,
        eaccount: `account${index % 20}@example.com`,
        campaign_id: campaign,
        lead: email,
        lead_id: lead.id,
        ue_type: hasReplied ? 2 : 1,
        is_unread: hasReplied ? 1 : 0,
        is_focused: 1,
        thread_id: `t${index % Math.ceil(count / 2)}`
      } as never)
    }
  })
  const ids = world.sql('SELECT id FROM leads ORDER BY id').pluck().all().map(String)
  return {
    campaign,
    list,
    lastLead: ids.at(-11) ?? '',
    lastEmail: minute(10),
    middle: `lead${count / 2}@company${(count / 2) % 500}.example.com`
  }
}

const query = (actionType: string, values: object = {}) => ({ queries: [{ actionType, values }] })

export const leadSelections: Selections = {
  all: () => ({}),
  campaign: ({ campaign }) => ({ campaign }),
  list: ({ list }) => ({ list_id: list }),
  'in_campaign false': () => ({ in_campaign: false }),
  contacts: ({ middle }) => ({ contacts: [middle] }),
  FILTER_VAL_ACTIVE: () => ({ filter: 'FILTER_VAL_ACTIVE' }),
  FILTER_VAL_REPLIED: () => ({ filter: 'FILTER_VAL_REPLIED' }),
  FILTER_VAL_INVALID: () => ({ filter: 'FILTER_VAL_INVALID' }),
  FILTER_LEAD_INTERESTED: () => ({ filter: 'FILTER_LEAD_INTERESTED' }),
  FILTER_LEAD_LOST: () => ({ filter: 'FILTER_LEAD_LOST' }),
  'search, with hits': () => ({ search: 'ben' }),
  'search, without': () => ({ search: 'nobody' }),
  distinct_contacts: () => ({ distinct_contacts: true }),
  'queries, reply': () => query('reply'),
  'queries, reply within days, no hits': () => query('reply', { 'occurrence-days': 1 }),
  'queries, opened over 5 times, no hits': () =>
    query('email-open', { 'occurrence-count': { condition: 'more', count: 5 } }),
  'queries, opened within days, no hits': () => query('email-open', { 'occurrence-days': 1 }),
  'queries, link-click, no hits': () => query('link-click'),
  'queries, last-contacted, no hits': () => query('last-contacted', { 'occurrence-days': 1 })
}

export const emailSelections: Selections = {
  all: () => ({}),
  search: ({ middle }) => ({ search: middle }),
  lead: ({ middle }) => ({ lead: middle }),
  eaccount: () => ({ eaccount: 'account3@example.com' }),
  campaign: ({ campaign }) => ({ campaign_id: campaign }),
  received: () => ({ email_type: 'received' }),
  unread: () => ({ is_unread: true }),
  'mode others, no hits': () => ({ mode: 'emode_others' }),
  preview_only: () => ({ preview_only: true }),
  latest_of_thread: () => ({ latest_of_thread: true })
}
