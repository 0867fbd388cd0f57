import t from 'tap'
import { mistakesIn } from '../../../src/check.ts'
import { decide, followUps, type Planted } from '../../../src/simulation/plans/match.ts'
import { plansOf } from '../../../src/simulation/plans/plan.ts'
import { type NewPlan, NewPlans } from '../../../src/simulation/plans/schema.ts'
import { createIds } from '../../../src/world/ids.ts'

const isPlans = (value: unknown) => mistakesIn(NewPlans, value).length === 0

t.test('plans have the form that is published', async (t) => {
  t.ok(
    isPlans([
      {
        match: { lead: '*@acme.example', step: 1 },
        do: [
          { event: 'open', after: '10m' },
          { event: 'reply', after: { between: ['1h', '8h'] }, text: 'Yes, interested', interest: 1 }
        ]
      },
      { match: { every: 10 }, do: [{ event: 'bounce', after: '1m' }] },
      { profile: 'typical', seed: 7 }
    ])
  )
  for (const wrong of [
    [],
    {},
    [{ match: { leed: '*' }, do: [{ event: 'open' }] }],
    [{ do: [] }],
    [{ do: [{ event: 'opens' }] }],
    [{ do: [{ event: 'open', after: 10 }] }],
    [{ do: [{ event: 'open', after: { between: ['1h'] } }] }],
    [{ match: { every: 0 }, do: [{ event: 'open' }] }],
    [{ match: { share: 1.1 }, do: [{ event: 'open' }] }],
    [{ match: { step: 0 }, do: [{ event: 'open' }] }],
    [{ profile: 'usual' }]
  ]) {
    t.notOk(isPlans(wrong), JSON.stringify(wrong))
  }
})

t.test('a plan with missing, superfluous or impossible values is refused by name', async (t) => {
  const refused: [NewPlan, string][] = [
    [{}, 'plans[1] has neither do nor a profile, wanted one of them'],
    [
      { profile: 'typical', do: [{ event: 'open' }] },
      'plans[1] has both do and a profile, wanted one of them'
    ],
    [
      { do: [{ event: 'open', after: '1 month' }] },
      'plans[1].do[0].after is 1 month, wanted a duration such as 3d, 90m or PT1H30M'
    ],
    [
      { do: [{ event: 'open' }, { event: 'open', after: { between: ['1h', 'P1M'] } }] },
      'plans[1].do[1].after.between is P1M, wanted days or weeks: months and years have no fixed length'
    ],
    [
      { do: [{ event: 'open', after: { between: ['2h', '1h'] } }] },
      'plans[1].do[0].after.between has the longer duration first, wanted the shorter one first'
    ],
    [
      { do: [{ event: 'open', after: '36526d' }] },
      'plans[1].do[0].after is 36526d, wanted 100 years at most'
    ],
    [
      { do: [{ event: 'open', after: { between: ['1h', `${'9'.repeat(10)}w`] } }] },
      'plans[1].do[0].after is 1h to 9999999999w, wanted 100 years at most'
    ],
    [
      { match: { lead: 'ben' }, do: [{ event: 'open' }] },
      'plans[1].match.lead is ben, wanted an email, or a pattern with *'
    ],
    [
      { match: { account: 'example.com' }, do: [{ event: 'open' }] },
      'plans[1].match.account is example.com, wanted an email, or a pattern with *'
    ],
    [
      { do: [{ event: 'open', interest: 1 }] },
      'plans[1].do[0].interest is 1, wanted none with open, only with reply, auto_reply, interest'
    ],
    [
      { do: [{ event: 'bounce', text: 'No' }] },
      'plans[1].do[0].text is No, wanted none with bounce, only with reply, auto_reply, account_error'
    ],
    [
      { do: [{ event: 'interest', interest: 1, quote: false }] },
      'plans[1].do[0].quote is false, wanted none with interest, only with reply, auto_reply'
    ],
    [
      { do: [{ event: 'click', ai_interest_value: 1 }] },
      'plans[1].do[0].ai_interest_value is 1, wanted none with click, only with reply, auto_reply, interest'
    ],
    [{ do: [{ event: 'interest' }] }, 'plans[1].do[0].interest is absent, wanted the new interest, or null'],
    [
      { match: { on: 'manual_sent', step: 1 }, do: [{ event: 'open' }] },
      'plans[1].match.step is 1, wanted none: manually sent emails have no step'
    ],
    [
      { match: { on: 'manual_sent', variant: 2 }, do: [{ event: 'open' }] },
      'plans[1].match.variant is 2, wanted none: manually sent emails have no step'
    ],
    [{ profile: 'typical', match: { every: 2 } }, 'plans[1].match.every is 2, wanted none with a profile'],
    [{ profile: 'typical', also: true }, 'plans[1].also is true, wanted none with a profile']
  ]
  for (const [plan, message] of refused) {
    const given: NewPlan[] = [{ do: [{ event: 'open' }] }, plan]
    t.throws(() => plansOf(given, 0), { statusCode: 400, message }, message)
  }
})

t.test('a plan may follow replies that were sent by the API', async (t) => {
  const [plan] = plansOf([{ match: { on: 'manual_sent' }, do: [{ event: 'reply', after: '1d' }] }], 0)
  t.strictSame(plan?.match, { on: 'manual_sent' })
})

t.test('plans are distinguished by their position or their seed', async (t) => {
  const plan: NewPlan = { do: [{ event: 'open' }] }
  const keys = [...plansOf([plan, plan], 0), ...plansOf([plan, { ...plan, seed: 1 }], 2)].map(
    ({ key }) => key
  )
  t.equal(new Set(keys).size, 4)
})

t.test(
  'the typical profile opens two in five and answers one in twenty, of the campaign that is named',
  async (t) => {
    const { fraction } = createIds('1')
    const plans: Planted[] = plansOf([{ profile: 'typical', seed: 7, match: { campaign: 'c1' } }], 0).map(
      (plan) => ({ ...plan, counted: 0, fired: 0 })
    )
    const counts: Record<string, number> = {}
    const SENT = 20_000
    for (let lead = 0; lead < SENT; lead++) {
      const email = {
        type: 'email_sent',
        campaign: 'c1',
        lead: `lead-${lead}@example.com`,
        account: 'anna@example.com',
        step: 0,
        variant: 0
      } as const
      const { fires } = decide(plans, email, fraction)
      if (fires.length > 1) t.fail('one email meets with one part of the profile')
      for (const plan of fires) {
        const follow = followUps(plan, email, fraction)
        const times = follow.map((each) => each.in)
        if (times.some((time, index) => time < Math.max(...times.slice(0, index)))) t.fail('out of order')
        for (const { event } of follow) counts[event.event] = (counts[event.event] ?? 0) + 1
      }
      if (decide(plans, { ...email, campaign: 'c2' }, fraction).fires.length) t.fail('another campaign')
    }
    for (const [event, share] of Object.entries({
      open: 0.4,
      reply: 0.05,
      click: 0.04,
      bounce: 0.02,
      auto_reply: 0.015,
      unsubscribe: 0.005
    })) {
      // Four standard deviations of a binomial count.
      const allowed = 4 * Math.sqrt(SENT * share * (1 - share))
      t.ok(Math.abs((counts[event] ?? 0) - SENT * share) < allowed, `${counts[event]} ${event} of ${SENT}`)
    }
  }
)

t.test('a profile with the same seed is the same after other plans', async (t) => {
  const profile: NewPlan = { profile: 'typical', seed: 7 }
  t.strictSame(plansOf([profile], 0), plansOf([{ do: [{ event: 'open' }] }, profile], 5).slice(1))
  t.notSame(plansOf([profile], 0), plansOf([{ ...profile, seed: 8 }], 0))
})
