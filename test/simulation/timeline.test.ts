import t from 'tap'
import { anna, simulated } from './campaign.ts'

t.test('a hundred rows are shown unless another number is wanted', async (t) => {
  const { account, campaign, clock, numbersOf, simulation } = await simulated(t)
  await account(anna)
  await campaign(numbersOf(60), { email_gap: 0 })
  await clock.advance('2h')
  const all = simulation.timeline({ limit: 1000 })
  t.ok(all.length > 100)
  t.same(simulation.timeline(), all.slice(0, 100))
  t.same(simulation.timeline({ limit: 3 }), all.slice(0, 3))
})

t.test('a lead is named by its id or its email, even after it was deleted', async (t) => {
  const { account, campaign, clock, entities, leadOf, simulation } = await simulated(t)
  await account(anna)
  await campaign(['ben@example.org', 'eva@example.org'])
  await clock.advance('1h')
  const { id } = leadOf('ben@example.org')
  const rows = simulation.timeline({ lead: id })
  t.match(rows, [
    { type: 'email_sent', lead: id },
    { type: 'campaign_completed', lead: id }
  ])
  t.same(simulation.timeline({ lead: ' Ben@Example.org' }), rows)
  entities.leads.remove(id)
  t.same(simulation.timeline({ lead: id }), rows)
  t.throws(() => simulation.timeline({ lead: 'ben@example.org' }), {
    statusCode: 404,
    message: 'There is no lead ben@example.org'
  })
})

t.test('an account that fails without an active campaign is told once, without a campaign', async (t) => {
  const { account, campaign, clock, entities, simulation } = await simulated(t)
  await account(anna)
  await campaign(['ben@example.org'])
  await clock.advance('1h')
  const { happened, events } = simulation.happen({ event: 'account_error', lead: 'ben@example.org' })
  t.same(happened, { account_error: 1 })
  t.match(events, [{ type: 'account_error', account: anna, campaign: undefined }])
  t.equal(entities.accounts.read(anna).status, -1)
})

t.test('an event that is refused leaves no row', async (t) => {
  const { account, campaign, clock, simulation } = await simulated(t)
  await account(anna)
  await campaign(['ben@example.org'], { open_tracking: false })
  await clock.advance('1h')
  const before = simulation.timeline()
  t.throws(() => simulation.happen({ event: 'open', lead: 'ben@example.org' }), {
    message: 'open is impossible: the campaign does not track opens'
  })
  for (const lead of ['eva@example.org', 'ben'])
    t.throws(() => simulation.happen({ event: 'reply', lead }), { message: `There is no lead ${lead}` })
  t.same(simulation.timeline(), before)
})
