import t from 'tap'
import { start } from '../start.ts'

type Counts = Record<string, number>
const sum = (rows: Counts[], name: string) => rows.reduce((total, row) => total + (row[name] ?? 0), 0)

// The oracle is the world itself: its emails and leads, counted by hand.
t.test('analytics of a fresh seeded world agree with its emails and leads', async (t) => {
  const { call, get } = await start(t, { initialState: { seed: 1, size: 120 } })
  const { emails, leads, campaigns } = (await call('GET', '/__admin/state')).body
  const inCampaign = (one: { campaign_id?: string; lead_id?: string }) => one.campaign_id && one.lead_id
  const sent = emails.filter((email: Counts & object) => email.ue_type === 1 && inCampaign(email))
  const replies = emails.filter(
    (email: Counts & object) => email.ue_type === 2 && !email.is_auto_reply && inCampaign(email)
  )
  const ofCampaigns = leads.filter((lead: { campaign?: string }) => lead.campaign)
  t.ok(sent.length > 100)

  const overview = (await get('/campaigns/analytics/overview')).body
  t.equal(overview.emails_sent_count, sent.length)
  t.equal(overview.reply_count, replies.length)
  t.equal(overview.open_count, sum(ofCampaigns, 'email_open_count'))
  t.equal(overview.link_click_count, sum(ofCampaigns, 'email_click_count'))
  for (const [count, status] of [
    ['bounced_count', -1],
    ['unsubscribed_count', -2],
    ['completed_count', 3]
  ] as const) {
    t.equal(overview[count], ofCampaigns.filter((lead: Counts) => lead.status === status).length, count)
  }
  const daily = (await get('/campaigns/analytics/daily?start_date=2020-01-01&end_date=2030-01-01')).body
  t.equal(sum(daily, 'sent'), sent.length)
  const steps = (await get('/campaigns/analytics/steps')).body
  // A choice: steps are those of campaigns alone.
  const ofSteps = sent.filter((email: { subsequence_id?: string }) => !email.subsequence_id)
  t.equal(sum(steps, 'sent'), ofSteps.length)
  t.ok(campaigns.length > 0)
})
