import fc from 'fast-check'
import { timezones } from '../../src/resources/campaigns/timezones.ts'
import type { NewPlan } from '../../src/simulation/plans/schema.ts'
import { runs } from '../properties/runs.ts'

/** How many worlds a share of 1 is; CI asks for more by SIMULATED_WORLDS, 2,000 worlds in all. */
const WORLDS = Number(process.env.SIMULATED_WORLDS ?? 60)
export const someWorlds = (share: number) => runs(Math.ceil(WORLDS * share))

/** How long a world runs. */
export const SPAN = '30d'

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })

/** The zones of the contract, those that change their clocks at odd times more often. */
const zone = fc.oneof(
  fc.constantFrom(...timezones),
  fc.constantFrom<(typeof timezones)[number]>('America/Chicago', 'Europe/Belgrade', 'America/Santiago')
)

/** Weeks in which clocks are changed in the north and in the south, and one in which none is. */
const start = fc.constantFrom(
  '2026-01-12T06:00:00.000Z',
  '2026-03-06T22:00:00.000Z',
  '2026-03-27T06:00:00.000Z',
  '2026-04-03T12:00:00.000Z',
  '2026-09-04T12:00:00.000Z',
  '2026-10-23T18:00:00.000Z',
  '2026-10-30T06:00:00.000Z'
)

/** Whole fives of minutes, as the model of local clocks wants. */
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 11 }))
  .map(([hour, five]) => `${String(hour).padStart(2, '0')}:${String(five * 5).padStart(2, '0')}`)

const hours = fc
  .record({ from: time, to: time, days: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), zone })
  .map(({ from, to, days, zone: timezone }) => ({
    name: 'hours',
    timing: { from, to },
    days: Object.fromEntries(days.map((open, day) => [day, open])),
    timezone
  }))

const account = fc.record({
  daily_limit: maybe(fc.integer({ min: 1, max: 6 })),
  sending_gap: maybe(fc.integer({ min: 0, max: 30 })),
  provider_code: fc.constantFrom(1, 2, 3)
})

const step = fc.record({
  delay: fc.integer({ min: 0, max: 3 }),
  delay_unit: fc.constantFrom('minutes', 'hours', 'days'),
  disabled: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 })
})

const domains = ['one.example', 'two.example', 'gmail.com', 'replies.test', 'bounces.test']

const campaign = fc.record({
  hours: fc.array(hours, { minLength: 1, maxLength: 2 }),
  lasts: maybe(fc.integer({ min: 1, max: 9 })),
  starts: maybe(fc.integer({ min: 0, max: 4 })),
  senders: fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }),
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  leads: fc.array(fc.constantFrom(...domains), { maxLength: 15 }),
  settings: fc.record({
    email_gap: maybe(fc.integer({ min: 0, max: 40 })),
    random_wait_max: maybe(fc.integer({ min: 0, max: 10 })),
    daily_limit: maybe(fc.integer({ min: 1, max: 6 })),
    daily_max_leads: maybe(fc.integer({ min: 0, max: 4 })),
    company: maybe(fc.integer({ min: 1, max: 3 })),
    prioritize_new_leads: maybe(fc.boolean()),
    match_lead_esp: maybe(fc.boolean()),
    is_evergreen: maybe(fc.boolean()),
    open_tracking: fc.boolean(),
    link_tracking: fc.boolean(),
    stop_on_reply: maybe(fc.boolean()),
    stop_on_auto_reply: maybe(fc.boolean()),
    stop_for_company: maybe(fc.boolean()),
    disable_bounce_protect: maybe(fc.boolean())
  })
})

const after = fc.constantFrom('0s', '1m', '2h', '1d')
const outcome = fc.oneof(
  fc.record({
    event: fc.constantFrom('open', 'click', 'reply', 'auto_reply', 'bounce', 'unsubscribe'),
    after
  }),
  fc.record({
    event: fc.constantFrom('reply', 'interest'),
    after,
    interest: fc.constantFrom(1, -1, 2, null)
  }),
  fc.record({ event: fc.constantFrom('open', 'reply'), after: fc.constant({ between: ['1m', '2d'] }) })
)
const plan: fc.Arbitrary<NewPlan> = fc.record(
  {
    match: fc.record(
      {
        step: fc.integer({ min: 1, max: 3 }),
        share: fc.constantFrom(0.2, 0.5, 1),
        every: fc.integer({ min: 1, max: 4 }),
        lead: fc.constantFrom('*@one.example', '*1*', '*')
      },
      { requiredKeys: [] }
    ),
    do: fc.array(outcome, { minLength: 1, maxLength: 3 }),
    also: fc.boolean()
  },
  { requiredKeys: ['do'] }
) as fc.Arbitrary<NewPlan>

export const world = fc.record({
  start,
  accounts: fc.array(account, { minLength: 1, maxLength: 4 }),
  campaigns: fc.array(campaign, { minLength: 1, maxLength: 3 }),
  plans: fc.array(plan, { maxLength: 4 })
})
export type World = typeof world extends fc.Arbitrary<infer T> ? T : never

/** A world in which only its own emails change the campaign, so that the next email can be predicted. */
export const lonely = fc.record({
  start,
  accounts: fc.array(account, { minLength: 1, maxLength: 4 }),
  campaigns: fc.array(
    campaign.map((one) => ({
      ...one,
      leads: one.leads.map((domain) => domain.replace('.test', '.example'))
    })),
    { minLength: 1, maxLength: 1 }
  ),
  plans: fc.constant<NewPlan[]>([])
})

/** Hours between which a test lets the clock stand. */
export const pauses = fc.array(fc.integer({ min: 1, max: 60 * 24 * 4 }), { minLength: 1, maxLength: 20 })
