import t from 'tap'
import { anna, office, simulated, step } from './campaign.ts'

// What the contract allows, however odd, neither breaks an advance nor makes it go on for ever.
const always = {
  ...office,
  timing: { from: '00:00', to: '23:59' },
  days: { 0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 6: true }
}
const steps = (delay: number) => [{ steps: [step(delay, 'Hi'), step()] }]
const dates = (more: object) => ({ campaign_schedule: { ...more, schedules: [always] } })

/** How many of the four emails to two leads go out within ten days. */
const campaigns: [settings: object, sent: number][] = [
  [{ sequences: steps(1e9) }, 2],
  [{ sequences: steps(1e300) }, 2],
  [{ sequences: steps(-1) }, 4],
  [{ sequences: steps(1e-9) }, 4],
  [{ email_gap: 1e9 }, 1],
  [{ email_gap: 1e300 }, 1],
  [{ email_gap: -5 }, 4],
  [{ random_wait_max: 1e300 }, 1],
  [{ random_wait_max: -1 }, 4],
  [{ daily_limit: -5 }, 0],
  [{ daily_limit: 0.5 }, 4],
  [dates({ start_date: '0000-01-01' }), 4],
  [dates({ start_date: '9999-12-31' }), 0],
  [dates({ end_date: '0000-01-01' }), 0],
  [dates({ end_date: '9999-12-31' }), 4],
  [dates({ start_date: '2026-04-01', end_date: '2026-03-01' }), 0]
]

for (const [settings, count] of campaigns) {
  t.test(`a campaign with ${JSON.stringify(settings).slice(0, 60)} sends ${count} of four`, async (t) => {
    const { account, campaign, clock, due, get, numbersOf, sent, simulation } = await simulated(t)
    await account(anna)
    const id = await campaign(numbersOf(2), { sequences: steps(1), ...dates({}), ...settings })
    await clock.advance('10d')
    t.equal(sent().length, count)
    for (const { due: at } of due.list().items) t.match(at, /^\d{4}-/)
    t.ok(simulation.why(id).reason.message)
    t.match(await get(`/campaigns/${id}/sending-status`), { summary: { status: String } })
    const { stopped } = await simulation.run({ until: 'idle', at_most: '2900000d' })
    t.equal(stopped, 'idle')
  })
}

t.test('an account with a limit below 0 never sends, and why says so', async (t) => {
  const { account, campaign, clock, simulation } = await simulated(t)
  await account(anna, { daily_limit: -1 })
  const id = await campaign(['ben@example.org'])
  await clock.advance('1h')
  t.match(simulation.why(id), { reason: { code: 'account_daily_limit_met' }, next_at: null })
  t.equal((await simulation.run({ until: 'idle' })).stopped, 'idle')
})

t.test('a blocked lead whose next step is due at no time breaks nothing', async (t) => {
  const { account, campaign, clock, due, numbersOf, post, sent } = await simulated(t)
  await account(anna)
  await campaign(numbersOf(2), { sequences: steps(1e300), email_gap: 60 })
  await clock.advance('5m')
  await post('/block-lists-entries', { bl_value: 'lead0@example.org' })
  await clock.advance('5d')
  t.equal(sent().length, 2)
  t.same(due.list().items, [])
})
