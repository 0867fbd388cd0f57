import t from 'tap'
import { start } from '../start.ts'
import { anna, simulated } from './campaign.ts'

// Choices: a plan may follow on a reply that a client sends through the API.
t.test('a planted reply answers a manual email', async (t) => {
  const { call, get, post } = await start(t)
  const admin = (method: string, url: string, body?: object) => call(method, `/__admin${url}`, { body })
  await admin('POST', '/clock/freeze', { at: '2026-03-02T12:00:00Z' })
  const lead = (await post('/leads/list', { limit: 100 })).body.items.find(
    (one: { email?: string; campaign?: string }) => one.email && one.campaign
  )
  await admin('POST', '/inbound', {
    from: lead.email,
    to: 'anna@example.com',
    subject: 'A question',
    text: 'What does it cost?'
  })
  await admin('POST', '/plans', [
    { match: { on: 'manual_sent', lead: lead.email }, do: [{ event: 'reply', after: '1h', text: 'Deal.' }] }
  ])
  const [asked] = (await get(`/emails?lead=${lead.email}&email_type=received`)).body.items
  const answer = await post('/emails/reply', {
    reply_to_uuid: asked.id,
    eaccount: 'anna@example.com',
    subject: 'Re: A question',
    body: { text: 'Ten.' }
  })
  t.equal(answer.status, 200)
  const { happened } = (await admin('POST', '/clock/advance', { by: '2h' })).body
  t.equal(happened.reply_received, 1)
  const [newest] = (await get(`/emails?lead=${lead.email}&email_type=received`)).body.items
  t.match(newest, { timestamp_created: '2026-03-02T13:00:00.000Z', thread_id: asked.thread_id })
  t.match(newest.body.text, /^Deal\./)
})

t.test('a manual email outside any campaign is logged without one, and no plan matches it', async (t) => {
  const { entities, fetch, simulation, clock } = await simulated(t)
  entities.accounts.make({ email: anna })
  const lead = entities.leads.make({ email: 'ben@example.org', campaign: null })
  const asked = entities.emails.make({
    ue_type: 2,
    eaccount: anna,
    lead: 'ben@example.org',
    lead_id: lead.id,
    campaign_id: null
  })
  simulation.plant([{ match: { on: 'manual_sent' }, do: [{ event: 'open', after: '1h' }] }])
  const answer = await fetch('/api/v2/emails/reply', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      reply_to_uuid: asked.id,
      eaccount: anna,
      subject: 'Re: A question',
      body: { text: 'Ten.' }
    })
  })
  t.equal(answer.status, 200)
  await clock.advance('2h')
  const rows = simulation
    .timeline({ limit: 1000 })
    .map(({ type, lead, campaign, reason }) => [type, lead, campaign, reason])
  t.same(rows, [
    ['manual_sent', lead.id, undefined, undefined],
    ['event_dropped', lead.id, undefined, 'open: the campaign is gone']
  ])
})
