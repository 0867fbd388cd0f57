import fc from 'fast-check'
import t from 'tap'
import { small } from '../start.ts'
import { control } from './control.ts'

type Day = { date: string; sent: number; replies: number; bounced: number }
const DAY = 86_400_000

t.test('the figures are those of the API, and reading them is not a call of the client', async (t) => {
  const { app, admin, get } = await control(t)
  const { events, leads } = await app.services.registry.open('default')
  const [lead = ''] = leads.keys([])
  await admin('POST', '/clock/freeze', { at: '2026-01-04T00:00:00Z' })
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
  const { campaigns } = (await admin('GET', '/figures')).body
  const one = (await admin('GET', `/figures/${small.spring}`)).body
  t.equal((await admin('GET', '/journal')).body.count, 0)
  t.match(one.steps, [{ step: '0', variant: '0', sent: 1, unique_opened: 1 }])
  t.strictSame(one.steps, (await get(`/campaigns/analytics/steps?campaign_id=${small.spring}`)).body)
  t.strictSame(one.days, (await get(`/campaigns/analytics/daily?campaign_id=${small.spring}`)).body)
  const spring = campaigns.find(({ id }: { id: string }) => id === small.spring)
  const [row] = (await get(`/campaigns/analytics?id=${small.spring}`)).body
  t.match(spring, {
    name: row.campaign_name,
    status: row.campaign_status,
    sent: row.emails_sent_count,
    replies: row.reply_count
  })
  t.strictSame(spring.leads, one.leads)
  const counted = Object.values<number>(one.leads).reduce((sum, count) => sum + count, 0)
  t.equal(counted, row.leads_count)
  t.equal(one.leads['3'] ?? 0, row.completed_count)
  t.strictSame(
    one.bounced,
    Object.fromEntries(spring.days.map(({ date, bounced }: Day) => [date, bounced])),
    'the days of both answers are the same'
  )
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

const counts = { email_sent: 'sent', reply_received: 'replies', email_bounced: 'bounced' } as const
type Happening = { campaign: number; day: number; type: keyof typeof counts }

/** Sending first, then in trouble, paused, completed, drafts, as the control plane's document says. */
const statusesInOrder = [[1, 4], [-99, -1, -2], [2], [3], [0]]
const rankOf = (status: number) => statusesInOrder.findIndex((group) => group.includes(status))
const idOf = (campaign: number) => `00000000-0000-4000-8000-00000000000${campaign}`

function model(statuses: number[], happenings: Happening[], limit: number, latest: number) {
  return statuses
    .map((status, campaign) => {
      const all: Record<number, Day> = {}
      const totals = { sent: 0, replies: 0, bounced: 0 }
      for (const { day, type } of happenings.filter((one) => one.campaign === campaign)) {
        const date = new Date(day * DAY).toISOString().slice(0, 10)
        all[day] ??= { date, sent: 0, replies: 0, bounced: 0 }
        all[day][counts[type]] += 1
        totals[counts[type]] += 1
      }
      const last = Math.max(...Object.keys(all).map(Number))
      const days = Object.entries(all).filter(([day]) => Number(day) > last - latest)
      return { id: idOf(campaign), status, ...totals, days: days.map(([, day]) => day) }
    })
    .sort((a, b) => rankOf(a.status) - rankOf(b.status) || b.sent - a.sent || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
}

t.test(
  'the overview counts as many campaigns and days as it is asked for, the foremost and latest',
  async (t) => {
    const { app, admin } = await control(t)
    const { campaign_schedule } = (await admin('GET', `/entities/campaigns/${small.spring}`)).body
    const happening = fc.record({
      campaign: fc.nat(5),
      day: fc.integer({ min: 20_000, max: 20_020 }),
      type: fc.constantFrom(...(Object.keys(counts) as (keyof typeof counts)[]))
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...statusesInOrder.flat()), { minLength: 6, maxLength: 6 }),
        fc.array(happening, { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 25 }),
        async (statuses, happenings, limit, days) => {
          await admin('POST', '/reset', { to: 'empty' })
          for (const [campaign, status] of statuses.entries()) {
            await admin('PUT', '/entities/campaigns', {
              id: idOf(campaign),
              name: 'One',
              status,
              campaign_schedule
            })
          }
          const { events } = await app.services.registry.open('default')
          for (const { campaign, day, type } of happenings) {
            events.record({ type, campaign: idOf(campaign), at: day * DAY + campaign })
          }
          events.record({ type: 'email_opened', campaign: idOf(0), at: 20_030 * DAY })
          const { campaigns } = (await admin('GET', `/figures?limit=${limit}&days=${days}`)).body
          t.strictSame(
            campaigns.map(({ name, leads, ...rest }: { name: string; leads: object }) => rest),
            model(statuses, happenings, limit, days)
          )
        }
      ),
      { numRuns: 30 }
    )
  }
)

t.test(
  'without parameters, the overview has 10 campaigns and 30 days; more than 100 or 400 are refused',
  async (t) => {
    const { app, admin } = await control(t)
    const { campaign_schedule } = (await admin('GET', `/entities/campaigns/${small.spring}`)).body
    for (let number = 0; number < 11; number += 1) {
      await admin('PUT', '/entities/campaigns', { name: `Campaign ${number}`, status: 1, campaign_schedule })
    }
    const [{ id }] = (await admin('GET', '/figures')).body.campaigns
    const { events } = await app.services.registry.open('default')
    for (let day = 0; day < 31; day += 1) events.record({ type: 'email_sent', campaign: id, at: day * DAY })
    const { campaigns } = (await admin('GET', '/figures')).body
    t.equal(campaigns.length, 10)
    t.equal(campaigns[0].sent, 31, 'the totals are those of all days')
    t.equal(campaigns[0].days.length, 30)
    t.equal(campaigns[0].days[0].date, '1970-01-02')
    for (const query of ['limit=101', 'limit=0', 'days=401', 'days=0', 'campaigns=8']) {
      t.equal((await admin('GET', `/figures?${query}`)).status, 400, query)
    }
  }
)
