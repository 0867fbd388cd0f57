// What sending-status says of each state, in the service's words where they are known.
import t from 'tap'
import { control } from '../admin/control.ts'
import { small } from '../start.ts'
import { anna, office, simulated, step } from './campaign.ts'

const two = [{ steps: [step(1, 'Hi'), step()] }]
const unhealthy =
  'None of the sending accounts are healthy, connected, or usable. This happens when all sending accounts are suspended, bounced, or disconnected.'

/** The documented name of each status; the message where one is known. */
const states: [number, string, string?][] = [
  [0, 'campaign_draft'],
  [2, 'campaign_paused'],
  // Reported live.
  [3, 'campaign_completed', 'Campaign has completed'],
  [4, 'campaign_running_subsequences'],
  // Recorded.
  [-1, 'campaign_accounts_unhealthy', unhealthy],
  [-2, 'campaign_bounce_protect'],
  [-99, 'campaign_account_suspended']
]
for (const [status, code, message] of states) {
  t.test(`a campaign of status ${status} is reported as ${code}`, async (t) => {
    const { admin, get } = await control(t)
    await admin('PATCH', `/entities/campaigns/${small.spring}`, { status })
    const path = `/campaigns/${small.spring}/sending-status`
    const { summary } = (await get(path)).body
    t.equal(summary.status, code)
    if (message) t.equal(summary.status_message, message)
    // A choice: one plain sentence each.
    t.match(summary.status_message, /^[A-Z][^.]+/)
    // Documented: told only on demand; its words are a choice.
    t.equal(summary.ai_summary, null)
    t.match((await get(`${path}?with_ai_summary=true`)).body.summary.ai_summary, /^[A-Z].+\.$/)
  })
}

// Documented, and reported live.
t.test('a campaign that sends says so, and so does one that waits for the next steps', async (t) => {
  const { account, campaign, clock, get, numbersOf } = await simulated(t)
  await account(anna)
  const id = await campaign(numbersOf(2), { sequences: two })
  const summary = async () => (await get(`/campaigns/${id}/sending-status`)).summary
  await clock.advance('2m')
  t.match(await summary(), { status: 'healthy', status_message: 'Campaign is sending normally' })
  await clock.advance('20m')
  const waiting = {
    status: 'follow_up_delay_not_met',
    status_message: 'Follow-up delays have not been met yet'
  }
  t.match(await summary(), waiting)
})

// Documented: these are always there, out of schedule too.
t.test('a look outside the schedule still has the required fields', async (t) => {
  const { account, campaign, clock, get } = await simulated(t)
  await account(anna)
  const evening = { schedules: [{ ...office, timing: { from: '20:00', to: '21:00' } }] }
  const id = await campaign(['ben@example.org'], { campaign_schedule: evening })
  await clock.advance('5m')
  const { diagnostics } = await get(`/campaigns/${id}/sending-status`)
  t.match(diagnostics, {
    campaign_id: id,
    last_updated: '2026-03-02T10:02:00.000Z',
    status: 'out_of_schedule',
    issue_tracking: {
      current_status_code: 'out_of_schedule',
      issue_first_seen_at: '2026-03-02T10:02:00.000Z',
      consecutive_loops_with_issue: 1,
      last_healthy_send_at: null
    },
    schedule_status: { in_schedule: false }
  })
})

// Documented: as a campaign's, with the subsequence behind the campaign.
t.test('a subsequence has its own status', async (t) => {
  const { account, campaign, clock, get, leadOf, post } = await simulated(t)
  await account(anna)
  const parent_campaign = await campaign(['ben@example.org'], { sequences: two })
  const { id } = await post('/subsequences', {
    parent_campaign,
    name: 'More',
    conditions: {},
    sequences: [{ steps: [{ ...step(1, 'More'), pre_delay: 0 }, step()] }]
  })
  const status = async () => get(`/subsequences/${id}/sending-status`)
  t.match(await status(), { diagnostics: null, summary: { status: 'campaign_draft' } })
  await post(`/subsequences/${id}/resume`)
  await clock.advance('5m')
  await post('/leads/subsequence/move', { id: leadOf('ben@example.org').id, subsequence_id: id })
  await clock.advance('1h')
  const { diagnostics } = await status()
  t.strictSame(Object.keys(diagnostics).slice(0, 3), ['campaign_id', 'subsequence_id', 'last_updated'])
  t.match(diagnostics, { campaign_id: parent_campaign, subsequence_id: id })
})

// Documented.
t.test('nothing that is not there has a status', async (t) => {
  const { get } = await control(t)
  for (const kind of ['campaigns', 'subsequences']) {
    const answer = await get(`/${kind}/${small.unknown}/sending-status`)
    t.match(answer, { status: 404, body: { error: 'Not Found', message: 'Resource not found' } })
  }
})
