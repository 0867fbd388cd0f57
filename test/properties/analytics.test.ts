import fc from 'fast-check'
import t from 'tap'
import { createEvents, eventTypes } from '../../src/world/events.ts'
import { small, start } from '../start.ts'
import { accounts, active, daily, type Happened, overview, steps } from './log-model.ts'
import { type Fields, same } from './model.ts'
import { runs } from './runs.ts'

const DAY = 86_400_000
const BEGIN = Date.UTC(2026, 0, 10)

/** One that the world has lost, too. */
const campaigns = [small.spring, small.summer, small.unknown]
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 8 })

const happened: fc.Arbitrary<Happened> = fc
  .record({
    at: fc.oneof(
      fc.integer({ min: 0, max: 4 * DAY }),
      // Near each other, at the ends of days, and ten minutes apart.
      fc.integer({ min: 0, max: 12 }).map((number) => DAY + (number - 6) * 300_000),
      fc.constantFrom(DAY - 1, DAY, 2 * DAY)
    ),
    type: fc.oneof(fc.constantFrom(...eventTypes), fc.constantFrom('email_sent', 'lead_interest_changed')),
    campaign: fc.constantFrom(...campaigns),
    subsequence: fc.option(fc.constantFrom('one', 'two'), { nil: undefined, freq: 2 }),
    number: fc.integer({ min: 0, max: 2 }),
    account: fc.constantFrom('anna@example.com', 'ben@example.com'),
    step: maybe(fc.integer({ min: 0, max: 11 })),
    variant: maybe(fc.integer({ min: 0, max: 1 })),
    value: fc.constantFrom(null, -1, 0, 1, 2, 3, 4)
  })
  .map(({ at, number, campaign, ...rest }) => ({
    ...rest,
    at: BEGIN + at,
    campaign,
    lead: `${campaign}-${number}`
  }))

const log = fc
  .array(happened, { maxLength: 40 })
  .map((events) => events.toSorted((one, other) => one.at - other.at))

const instant = fc.integer({ min: 0, max: 4 * DAY }).map((at) => BEGIN + at)
const window = fc
  .tuple(instant, instant)
  .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }))

/** The small world, new for each run, with these events in its log, and a way to query it. */
async function worlds(t: Parameters<typeof start>[0]) {
  const { app, get } = await start(t)
  let made = 0
  return async (events: Happened[]) => {
    const name = `log-${made++}`
    const { clock, sql } = await app.services.registry.open(name)
    // Nobody listens to these: the leads that they name need not be there.
    const { emit } = createEvents(sql, clock)
    for (const { at, ...event } of events) {
      clock.freeze(at)
      emit(event)
    }
    return async (path: string) => (await get(path, { key: `mock_${name}` })).body
  }
}

const asked = ({ from, to }: { from: number; to: number }) =>
  `start_date=${new Date(from).toISOString()}&end_date=${new Date(to).toISOString()}`
const wholeDays = ({ from, to }: { from: number; to: number }) => ({
  from: from - (from % DAY),
  to: to - (to % DAY) + DAY - 1
})
const sorted = (rows: Fields[]) =>
  rows
    .map((row) => Object.entries(row).toSorted())
    .map(String)
    .toSorted()

t.test('analytics agree with a manual count of the log', async (t) => {
  const world = await worlds(t)
  await fc.assert(
    fc.asyncProperty(log, window, fc.boolean(), fc.subarray(campaigns), async (events, period, all, ids) => {
      const ask = await world(events)
      const chosen = ids.length ? events.filter(({ campaign = '' }) => ids.includes(campaign)) : events
      const query = [asked(period), ...ids.map((id) => `ids=${id}`)].join('&')
      const found = await ask(`/campaigns/analytics/overview?${query}&expand_crm_events=${all}`)
      same(sorted([found]), sorted([overview(chosen, period, all)]))

      const rows = await ask(`/campaigns/analytics?${query}`)
      same(
        rows.map(({ campaign_id }: Fields) => campaign_id),
        active(chosen, period).filter((id) => id !== small.unknown)
      )
      for (const { campaign_id, ...row } of rows) {
        const own = chosen.filter(({ campaign }) => campaign === campaign_id)
        const wanted: Fields = overview(own, period, false)
        for (const [name, value] of Object.entries(row)) {
          if (name in wanted && !name.endsWith('_value')) same([name, value], [name, wanted[name]])
        }
      }
      const [one = small.spring] = ids
      const ofOne = events.filter(({ campaign }) => campaign === one)
      const days = await ask(`/campaigns/analytics/daily?campaign_id=${one}&${asked(period)}`)
      same(sorted(days), sorted(daily(ofOne, wholeDays(period))))

      const inTime = ofOne.filter(({ at }) => period.from <= at && at <= period.to)
      same(
        sorted(await ask(`/campaigns/analytics/steps?campaign_id=${one}&${asked(period)}`)),
        sorted(steps(inTime.filter(({ subsequence }) => subsequence === undefined)))
      )
      const [none, ...ofAccounts] = await ask(`/accounts/analytics/daily?${asked(period)}`)
      same(sorted(ofAccounts), sorted(accounts(events, wholeDays(period))))
      same(none?.email_account ?? '', '')
    }),
    runs(150)
  )
})

t.test('the days add up to the total, and so do the campaigns', async (t) => {
  const world = await worlds(t)
  await fc.assert(
    fc.asyncProperty(log, async (events) => {
      const ask = await world(events)
      const total = (rows: Record<string, number>[], name: string) =>
        rows.reduce((sum, row) => sum + (row[name] ?? 0), 0)
      const whole = await ask('/campaigns/analytics/overview')
      const days = await ask('/campaigns/analytics/daily')
      const pairs = [
        ['sent', 'emails_sent_count'],
        ['new_leads_contacted', 'new_leads_contacted_count'],
        ['opened', 'open_count'],
        ['unique_opened', 'open_count_unique'],
        ['replies', 'reply_count'],
        ['unique_replies', 'reply_count_unique'],
        ['unique_replies_automatic', 'reply_count_automatic_unique'],
        ['unique_clicks', 'link_click_count_unique'],
        ['unique_opportunities', 'total_opportunities']
      ] as const
      for (const [ofDay, ofAll] of pairs) same([ofDay, total(days, ofDay)], [ofDay, whole[ofAll]])
      const rows = await ask('/campaigns/analytics')
      const kept = await ask(`/campaigns/analytics/overview?ids=${small.spring},${small.summer}`)
      for (const [, name] of pairs) same([name, total(rows, name)], [name, kept[name]])
    }),
    runs(80)
  )
})
