// What one event changes and which webhooks follow, against the timeline and the calls that arrive.
import t from 'tap'
import { control } from '../admin/control.ts'
import { receive } from '../deliveries/receiver.ts'
import { anna, simulated } from './campaign.ts'

const ben = 'ben@example.org'

/** Ben was sent an email; two webhooks listen, a third is for another campaign. */
async function listened(t: Parameters<typeof simulated>[0]) {
  const world = await simulated(t)
  const { received, url } = await receive(t)
  await world.account(anna)
  const id = await world.campaign([ben, 'cleo@example.org'], { open_tracking: true, stop_on_reply: true })
  const other = await world.campaign([], { is_evergreen: true })
  await world.clock.advance('5m')
  const hook = async (event_type: string, more: object = {}) =>
    (await world.post('/webhooks', { target_hook_url: url, event_type, ...more })).id
  const hooks = { replies: await hook('reply_received'), all: await hook('all_events') }
  await hook('all_events', { campaign: other })
  return { ...world, id, hooks, received, url }
}

t.test('an event now answers with the rows that it adds and the deliveries that follow', async (t) => {
  const { hooks, id, leadOf, received, simulation, told, url, webhooks } = await listened(t)
  const before = told()
  const result = simulation.happen({ event: 'reply', lead: ben, text: 'Yes', interest: 1 })
  t.strictSame(result.events, told().slice(before.length), 'the rows are those of the timeline')
  const about = { campaign: id, lead: leadOf(ben).id }
  t.match(result.events, [
    { type: 'reply_received', ...about, account: anna, step: 1, variant: 1, email: String },
    { type: 'lead_interest_changed', ...about, reason: 1 }
  ])
  t.strictSame(result.happened, { reply_received: 1, lead_interest_changed: 1 })
  t.strictSame(result.queued, [
    { id: 1, event_type: 'reply_received', webhook: hooks.replies, url },
    { id: 2, event_type: 'reply_received', webhook: hooks.all, url },
    { id: 3, event_type: 'lead_interested', webhook: hooks.all, url }
  ])
  await webhooks.idle()
  const named = result.queued.map(({ event_type }) => event_type)
  t.strictSame(received.map(({ body }) => body.event_type).toSorted(), named.toSorted(), 'each has arrived')
  t.strictSame(
    webhooks.find().items.map(({ id, event_type, webhook, url }) => ({ id, event_type, webhook, url })),
    result.queued
  )
})

// Documented: a further change within ten minutes counts no more, but its webhook is called.
t.test(
  'what follows is named also where the log gets no row, and is empty where nothing follows',
  async (t) => {
    const { fetch, hooks, received, simulation, webhooks } = await listened(t)
    const queued = (interest: number) =>
      simulation
        .happen({ event: 'interest', lead: ben, interest })
        .queued.map(({ event_type, webhook }) => [event_type, webhook])
    t.strictSame(queued(1), [['lead_interested', hooks.all]])
    t.strictSame(queued(2), [['lead_meeting_booked', hooks.all]])
    await webhooks.idle()
    t.equal(received.length, 2)
    await fetch(`/api/v2/webhooks/${hooks.all}`, { method: 'DELETE' })
    const { happened, queued: none } = simulation.happen({ event: 'open', lead: ben })
    t.strictSame([happened, none], [{ email_opened: 1 }, []])
  }
)

t.test('an event that is refused queues nothing', async (t) => {
  const { received, simulation, told, webhooks } = await listened(t)
  t.throws(() => simulation.happen({ event: 'click', lead: ben }), { message: /does not track links/ })
  t.strictSame(told('link_clicked'), [])
  t.strictSame((await webhooks.idle()) && webhooks.find().items, [])
  t.equal(received.length, 0)
})

t.test('a failing account is named once for each of its campaigns', async (t) => {
  const { account, campaign, clock, simulation } = await simulated(t)
  await account(anna)
  const ids = [await campaign([ben, 'cleo@example.org']), await campaign([], { is_evergreen: true })]
  await clock.advance('5m')
  const { events, happened } = simulation.happen({ event: 'account_error', lead: ben })
  const failed = events.filter(({ type }) => type === 'account_error')
  t.strictSame(failed.map(({ campaign }) => campaign).toSorted(), ids.toSorted())
  t.ok(failed.every(({ account }) => account === anna))
  t.equal(happened.account_error, 2)
})

t.test('over HTTP the answer is the same', async (t) => {
  const { admin, post } = await control(t)
  await admin('POST', '/clock/freeze', { at: '2026-03-02T15:00:00Z' })
  await admin('PATCH', '/deliveries', { mode: 'record' })
  await post('/campaigns/22222222-2222-4222-8222-222222222222/activate')
  await admin('POST', '/simulation/run', { until: 'next' })
  const hook = { target_hook_url: 'http://localhost:1/hook', event_type: 'all_events' }
  const { body: webhook } = await post('/webhooks', hook)
  const [sent] = (await admin('GET', '/timeline?type=email_sent&sort_order=desc&limit=1')).body.items
  const { body } = await admin('POST', '/events', { event: 'bounce', lead: sent.lead })
  t.match(body, {
    happened: { email_bounced: 1 },
    events: [{ type: 'email_bounced', lead: sent.lead, campaign: sent.campaign, email: sent.email, step: 1 }],
    queued: [{ event_type: 'email_bounced', webhook: webhook.id, url: hook.target_hook_url }]
  })
  const since = (await admin('GET', '/timeline?sort_order=desc&limit=1')).body.items
  t.strictSame(body.events.slice(-1), since)
})
