import type { WorkspaceHandle } from '../../src/in-process/types.ts'
import { caller } from './build.ts'
import { timelineOf } from './rules.ts'

type Row = Record<string, number>

const total = (rows: Row[], name: string) => rows.reduce((sum, row) => sum + (row[name] ?? 0), 0)
const count = <T>(items: T[], is: (item: T) => boolean | undefined) => items.filter(is).length

/** Reads every figure in every way; returns those that disagree. */
export async function disagreements(mock: WorkspaceHandle, start: string): Promise<string[]> {
  const day = (number: number) => new Date(Date.parse(start) + number * 86_400_000).toISOString().slice(0, 10)
  const { get } = caller(mock)
  const log = timelineOf(mock)
  const emails = mock.entities.emails.list()
  const leads = mock.entities.leads.list()
  const names = mock.entities.accounts.list().map(({ email }) => email)
  const [overview, campaigns, daily, steps, accounts] = await Promise.all([
    get('/campaigns/analytics/overview'),
    get('/campaigns/analytics'),
    get('/campaigns/analytics/daily'),
    get('/campaigns/analytics/steps'),
    get(`/accounts/analytics/daily?start_date=${day(0)}&end_date=${day(30)}&emails=${names}`)
  ])
  const happened = (type: string) => count(log, (row) => row.type === type)
  const leadsThat = (type: string) =>
    new Set(log.filter((row) => row.type === type).map(({ lead }) => lead)).size
  const places = (name: string) => [total(daily, name), total(steps, name), total(accounts, name)]
  const lead = (name: 'email_open_count' | 'email_click_count' | 'email_reply_count') =>
    leads.reduce((sum, one) => sum + one[name], 0)
  const figures = {
    sent: [
      happened('email_sent'),
      count(emails, ({ ue_type }) => ue_type === 1),
      overview.emails_sent_count,
      total(campaigns, 'emails_sent_count'),
      ...places('sent')
    ],
    contacted: [
      leadsThat('email_sent'),
      overview.contacted_count,
      overview.new_leads_contacted_count,
      total(campaigns, 'contacted_count'),
      total(daily, 'new_leads_contacted'),
      count(leads, ({ status_summary }) => status_summary.lastStep !== undefined)
    ],
    opens: [
      happened('email_opened'),
      overview.open_count,
      total(campaigns, 'open_count'),
      lead('email_open_count'),
      ...places('opened')
    ],
    clicks: [
      happened('link_clicked'),
      overview.link_click_count,
      total(campaigns, 'link_click_count'),
      lead('email_click_count'),
      ...places('clicks')
    ],
    replies: [
      happened('reply_received'),
      count(emails, ({ ue_type, is_auto_reply }) => ue_type === 2 && !is_auto_reply),
      overview.reply_count,
      total(campaigns, 'reply_count'),
      lead('email_reply_count'),
      ...places('replies')
    ],
    'automatic replies': [
      happened('auto_reply_received'),
      count(emails, ({ is_auto_reply }) => is_auto_reply === 1),
      overview.reply_count_automatic,
      ...places('replies_automatic')
    ],
    bounced: [
      happened('email_bounced'),
      leadsThat('email_bounced'),
      overview.bounced_count,
      total(campaigns, 'bounced_count'),
      total(accounts, 'bounced')
    ],
    unsubscribed: [
      happened('lead_unsubscribed'),
      overview.unsubscribed_count,
      total(campaigns, 'unsubscribed_count')
    ],
    skipped: [happened('lead_skipped'), count(leads, ({ status }) => status === -3)],
    completed: [overview.completed_count, count(leads, ({ status }) => status === 3)],
    interest: [
      leadsThat('lead_interest_changed'),
      count(leads, ({ timestamp_last_interest_change }) => timestamp_last_interest_change !== undefined)
    ]
  }
  const wrong = Object.entries(figures)
    .filter(([, values]) => new Set(values).size > 1)
    .map(([name, values]) => `${name}: ${values}`)
  const gone = new Map([
    ['email_bounced', -1],
    ['lead_unsubscribed', -2],
    ['lead_skipped', -3]
  ])
  for (const one of leads) {
    const last = log.findLast(({ type, lead }) => lead === one.id && gone.has(type))
    if (last && gone.get(last.type) !== one.status)
      wrong.push(`${one.email} is ${one.status} after ${last.type}`)
    if (!last && one.status < 0) wrong.push(`${one.email} is ${one.status}, and nothing says why`)
  }
  return wrong
}
