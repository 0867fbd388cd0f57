import t from 'tap'
import { small } from '../start.ts'
import { control } from './control.ts'

t.test('the figures are those of the API, and reading them is not a call of the client', async (t) => {
  const { app, admin, get } = await control(t)
  const { events, leads } = await app.services.registry.open('default')
  const [lead = ''] = leads.keys([])
  events.emit({
    type: 'email_sent',
    campaign: small.spring,
    lead,
    account: 'anna@example.com',
    step: 0,
    variant: 0
  })
  events.emit({ type: 'email_opened', campaign: small.spring, lead, step: 0, variant: 0 })
  events.record({ type: 'email_bounced', campaign: small.spring, lead, at: Date.UTC(2026, 0, 2, 23, 59) })
  events.record({ type: 'reply_received', campaign: small.spring, lead, at: Date.UTC(2026, 0, 3) })
  const all = (await admin('GET', '/figures')).body
  const one = (await admin('GET', `/figures/${small.spring}`)).body
  t.equal((await admin('GET', '/journal')).body.count, 0)
  t.strictSame(all.campaigns, (await get('/campaigns/analytics')).body)
  t.match(one.steps, [{ step: '0', variant: '0', sent: 1, unique_opened: 1 }])
  t.strictSame(one.steps, (await get(`/campaigns/analytics/steps?campaign_id=${small.spring}`)).body)
  t.strictSame(one.days, (await get(`/campaigns/analytics/daily?campaign_id=${small.spring}`)).body)
  const [second, third, last] = all.days
  t.strictSame(
    [second, third],
    [
      { campaign: small.spring, date: '2026-01-02', sent: 0, replies: 0, bounced: 1 },
      { campaign: small.spring, date: '2026-01-03', sent: 0, replies: 1, bounced: 0 }
    ]
  )
  t.match(last, { sent: 1, replies: 0, bounced: 0 })
  t.strictSame(one.bounced, { '2026-01-02': 1, '2026-01-03': 0, [last.date]: 0 })
  const counted = Object.values<number>(one.leads).reduce((sum, count) => sum + count, 0)
  const { items } = (await admin('GET', `/entities/leads?search=${small.spring}`)).body
  t.equal(counted, items.length)
  t.equal((await admin('GET', `/figures/${small.unknown}`)).status, 404)
})

t.test('the timeline can be read newest first', async (t) => {
  const { app, admin } = await control(t)
  const { events } = await app.services.registry.open('default')
  for (const step of [0, 1, 2]) events.emit({ type: 'email_sent', campaign: small.spring, step })
  const steps = async (query: string) =>
    (await admin('GET', `/timeline?campaign=${small.spring}&${query}`)).body.items.map(
      ({ step }: { step: number }) => step
    )
  t.strictSame(await steps(''), [1, 2, 3])
  t.strictSame(await steps('sort_order=desc'), [3, 2, 1])
  const { next_starting_after } = (await admin('GET', '/timeline?sort_order=desc&limit=1')).body
  t.strictSame(await steps(`sort_order=desc&starting_after=${next_starting_after}`), [2, 1])
})

t.test(
  'a day in UTC on which a schedule is open is named, also if its hours began the day before',
  async (t) => {
    const { app, admin, patch } = await control(t)
    const { events } = await app.services.registry.open('default')
    const schedules = [
      {
        name: 'Sundays',
        timing: { from: '20:00', to: '23:00' },
        days: { 0: true },
        timezone: 'America/Chicago'
      }
    ]
    await patch(`/campaigns/${small.spring}`, { campaign_schedule: { start_date: '2026-01-05', schedules } })
    const openFrom = async (first: number, last: number) => {
      for (const at of [first, last]) events.record({ type: 'email_sent', campaign: small.spring, at })
      return (await admin('GET', `/figures/${small.spring}`)).body.open
    }
    t.strictSame(
      (await admin('GET', `/figures/${small.spring}`)).body.open,
      [],
      'without events there are no days'
    )
    const [first, last] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 20)]
    // 20:00 in Chicago is 2:00 of the next day in UTC, a Monday; the campaign starts on the 5th.
    t.strictSame(await openFrom(first, last), ['2026-01-12', '2026-01-19'])
    const open = await openFrom(first, Date.UTC(2030, 0, 1))
    t.equal(open.length, 57, 'of many days the last 400 are looked at')
    t.equal(open[0], '2028-12-04')
  }
)
