import t, { type Test } from 'tap'
import type { Account } from '../../src/resources/accounts/schema.ts'
import type { Campaign } from '../../src/resources/campaigns/schema.ts'
import type { Email } from '../../src/resources/emails/schema.ts'
import type { LeadList } from '../../src/resources/lead-lists/schema.ts'
import type { Lead } from '../../src/resources/leads/schema.ts'
import type { CampaignSubsequence } from '../../src/resources/subsequences/schema.ts'
import { start } from '../start.ts'

type State = {
  emails: Email[]
  leads: Lead[]
  campaigns: Campaign[]
  accounts: Account[]
  lead_lists: LeadList[]
  subsequences: CampaignSubsequence[]
}

async function grown(t: Test) {
  const { call } = await start(t, { initialState: { seed: 1, size: 120 } })
  const state: State = (await call('GET', '/__admin/state')).body
  return { ...state, byLead: Map.groupBy(state.emails, ({ lead_id }) => lead_id) }
}

const second = (timestamp: string | null | undefined) => timestamp?.slice(0, 19)

t.test('there are emails of every kind, read and unread, from people and programs', async (t) => {
  const { emails } = await grown(t)
  for (const type of [1, 2, 3, 4]) t.ok(emails.filter(({ ue_type }) => ue_type === type).length > 2)
  const received = emails.filter(({ ue_type }) => ue_type === 2)
  for (const name of ['is_unread', 'is_auto_reply', 'is_focused'] as const) {
    t.strictSame([...new Set(received.map((email) => email[name]))].sort(), [0, 1], name)
  }
  t.ok(
    received.some(({ lead }) => !lead),
    'a stranger wrote'
  )
})

t.test('emails refer to existing, older entities', async (t) => {
  const { emails, leads, campaigns, accounts, lead_lists, subsequences } = await grown(t)
  const ids = (entities: { id: string }[]) => new Set<unknown>([undefined, ...entities.map(({ id }) => id)])
  const known = {
    lead_id: ids(leads),
    campaign_id: ids(campaigns),
    list_id: ids(lead_lists),
    subsequence_id: ids(subsequences),
    // A campaign may still name an account that is gone.
    eaccount: new Set<unknown>([
      ...accounts.map(({ email }) => email),
      ...campaigns.flatMap(({ email_list }) => email_list ?? [])
    ])
  }
  const made = new Map(leads.map(({ id, timestamp_created }) => [id, timestamp_created]))
  for (const email of emails) {
    for (const [name, values] of Object.entries(known)) {
      t.ok(values.has(email[name as keyof typeof known] ?? undefined), `${name} of ${email.id}`)
    }
    t.ok((second(made.get(email.lead_id ?? '')) ?? '') <= email.timestamp_created)
    t.ok(email.timestamp_created <= '2026-06-01T09:00:00.000Z')
  }
})

// Recorded: an id of version 7 carries its instant; one thread for each lead and campaign.
t.test('ids contain the instant, threads the campaign and the lead', async (t) => {
  const { emails, leads } = await grown(t)
  const campaignOf = new Map(leads.map(({ id, campaign }) => [id, campaign]))
  for (const { id, timestamp_created, campaign_id, thread_id, lead_id } of emails) {
    t.equal(Number.parseInt(id.replace('-', '').slice(0, 12), 16), Date.parse(timestamp_created))
    t.ok(timestamp_created.endsWith('.000Z'))
    if (campaign_id) t.equal(thread_id?.slice(0, 3), `${campaign_id.slice(0, 2)}-`)
    if (lead_id) t.equal(campaign_id, campaignOf.get(lead_id))
  }
})

t.test('the reply counts and last replies of leads agree with the emails', async (t) => {
  const { leads, byLead } = await grown(t)
  for (const lead of leads) {
    const replies = (byLead.get(lead.id) ?? []).filter((email) => email.is_auto_reply === 0)
    t.equal(replies.length, lead.email_reply_count)
    const last = replies
      .map(({ timestamp_created }) => timestamp_created)
      .toSorted()
      .at(-1)
    t.equal(second(last), second(lead.email_reply_count ? lead.timestamp_last_reply : undefined))
  }
  t.ok(leads.some(({ email_reply_count }) => email_reply_count > 1))
})

t.test('the last steps of leads and their manual emails agree with the emails', async (t) => {
  const { leads, byLead } = await grown(t)
  for (const lead of leads) {
    const emails = byLead.get(lead.id) ?? []
    const step = lead.status_summary.lastStep
    const sent = emails.filter(({ ue_type, subsequence_id }) => ue_type === 1 && !subsequence_id)
    t.equal(sent.length > 0, step !== undefined)
    t.equal(second(sent.at(-1)?.timestamp_created), second(step?.timestamp_executed))
    t.equal(sent.at(-1)?.step, step?.stepID)
    const byHand = emails.filter(({ ue_type }) => ue_type === 3)
    t.equal(byHand[0]?.eaccount, lead.last_contacted_from)
    if (byHand[0]) t.equal(second(byHand[0].timestamp_created), second(lead.timestamp_last_contact))
  }
})
