import fc from 'fast-check'
import t from 'tap'
import { decide, followUps, type Planted, type Sent, suits } from '../../../src/simulation/plans/match.ts'
import { isLike } from '../../../src/simulation/plans/pattern.ts'
import { plansOf } from '../../../src/simulation/plans/plan.ts'
import { reservedFor } from '../../../src/simulation/plans/reserved.ts'
import type { NewPlan } from '../../../src/simulation/plans/schema.ts'
import { createIds } from '../../../src/world/ids.ts'

const { fraction } = createIds('1')
const sent = (over: Partial<Sent> = {}): Sent => ({
  type: 'email_sent',
  campaign: 'c1',
  lead: 'lena@acme.example',
  account: 'anna@example.com',
  step: 0,
  variant: 0,
  ...over
})
const plant = (given: NewPlan[]): Planted[] =>
  plansOf(given, 0).map((plan) => ({ ...plan, counted: 0, fired: 0 }))
const open: NewPlan['do'] = [{ event: 'open' }]

/** Sends one email after the other, keeping counts as a store would; says which plans fired on each. */
function run(plans: Planted[], emails: Sent[]): number[][] {
  return emails.map((email) => {
    const { fires, counts } = decide(plans, email, fraction)
    for (const plan of counts) plan.counted++
    for (const plan of fires) plan.fired++
    return fires.map((plan) => plans.indexOf(plan))
  })
}
const emails = (count: number) =>
  Array.from({ length: count }, (_, lead) => sent({ lead: `lead-${lead}@acme.example` }))

t.test('a pattern matches any text for its stars, ignoring case', async (t) => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '.', '*'), maxLength: 8 })
  fc.assert(
    fc.property(letters, letters, (pattern, text) => {
      const wanted = pattern.split('*').map((piece) => piece.replaceAll('.', '\\.'))
      t.equal(
        isLike(pattern, text),
        new RegExp(`^${wanted.join('.*')}$`, 'i').test(text),
        `${pattern} ${text}`
      )
    }),
    { numRuns: 1000 }
  )
  t.ok(isLike('*@acme.example', 'Lena@ACME.example'))
  t.notOk(isLike('*@acme.example', 'lena@acme.example.org'))
})

t.test('every criterion must hold', async (t) => {
  for (const [match, suited] of [
    [{}, true],
    [{ campaign: 'c1' }, true],
    [{ campaign: 'c2' }, false],
    [{ lead: '*@acme.example' }, true],
    [{ lead: '*@other.example' }, false],
    [{ account: 'ANNA@example.com' }, true],
    [{ account: 'b*' }, false],
    [{ on: 'email_sent' }, true],
    [{ on: 'manual_sent' }, false],
    [{ campaign: 'c1', lead: '*', account: '*', step: 1, variant: 1 }, true],
    [{ campaign: 'c1', lead: '*', account: '*', step: 1, variant: 2 }, false]
  ] as const) {
    t.equal(suits(match, sent()), suited, JSON.stringify(match))
  }
})

t.test('plans count steps and variants from 1, the log from 0', async (t) => {
  t.ok(suits({ step: 2, variant: 3 }, sent({ step: 1, variant: 2 })))
  t.notOk(suits({ step: 1 }, sent({ step: 1 })))
  const byHand = sent({ type: 'manual_sent', step: null, variant: null })
  t.ok(suits({ on: 'manual_sent' }, byHand))
  t.notOk(suits({}, byHand))
})

t.test('the first match decides, unless it lets later plans in', async (t) => {
  const first = plant([{ do: open }, { do: open }])
  t.strictSame(run(first, [sent()]), [[0]])
  const also = plant([{ do: open, also: true }, { match: { step: 9 }, do: open }, { do: open }, { do: open }])
  t.strictSame(run(also, [sent()]), [[0, 2]])
})

t.test('every tenth email is the tenth, the twentieth and so on, of those that match', async (t) => {
  const plans = plant([{ match: { every: 3, lead: 'lead-*' }, do: open }, { do: open }])
  const mixed = emails(7).flatMap((email) => [email, sent()])
  t.strictSame(
    run(plans, mixed).flatMap((fires, index) => (fires[0] === 0 ? [index] : [])),
    [4, 10]
  )
})

t.test('a plan fires at most the given number of times, then leaves emails to later plans', async (t) => {
  const plans = plant([
    { match: { times: 2 }, do: open },
    { match: { every: 2, times: 1 }, do: open }
  ])
  t.strictSame(run(plans, emails(6)), [[0], [0], [], [1], [], []])
})

t.test('a share is the same leads whatever other plans and emails there are', async (t) => {
  const chosen = (plans: Planted[], at: number, sent: Sent[]) =>
    sent.filter((email) => decide(plans, email, fraction).fires.some((plan) => plan === plans[at]))
  const share: NewPlan = { match: { share: 0.3 }, do: open, seed: 5 }
  const all = emails(2000)
  const some = chosen(plant([share]), 0, all)
  t.ok(Math.abs(some.length - 600) < 85, `${some.length} of 2000`)
  t.strictSame(chosen(plant([share, { do: open }]), 0, all.toReversed()).toReversed(), some)
  t.not(chosen(plant([{ ...share, seed: 6 }]), 0, all).length, some.length)
  const second = all.map((email) => ({ ...email, step: 1 }))
  const bothSteps = chosen(plant([share]), 0, second).filter(({ lead }) =>
    some.some((email) => email.lead === lead)
  )
  t.ok(bothSteps.length < some.length / 2, 'each step has its own chance')
  t.strictSame(chosen(plant([{ match: { share: 0 }, do: open }]), 0, all), [])
  t.strictSame(chosen(plant([{ match: { share: 1 }, do: open }]), 0, all), all)
})

t.test('events follow after their delay, which for a range is random but reproducible', async (t) => {
  const [plan] = plant([
    {
      do: [
        { event: 'open' },
        { event: 'click', after: '10m' },
        { event: 'reply', after: { between: ['1h', 'PT2H'] }, text: 'Yes' },
        { event: 'interest', after: { between: ['1h', '1h'] }, interest: null }
      ]
    }
  ])
  if (!plan) throw new Error('no plan')
  for (const email of emails(50)) {
    const [now, click, reply, interest] = followUps(plan, email, fraction)
    t.strictSame([now?.in, click?.in, interest?.in], [0, 600_000, 3_600_000])
    t.ok(reply && reply.in >= 3_600_000 && reply.in < 7_200_000)
    t.strictSame(followUps(plan, email, fraction)[2], reply)
    t.equal(reply?.event.text, 'Yes')
  }
  t.equal(new Set(emails(50).map((email) => followUps(plan, email, fraction)[2]?.in)).size, 50)
})

t.test('leads at reserved domains behave as their domain says, unless planned otherwise', async (t) => {
  const events = (lead: string, step = 0, plans: Planted[] = []) =>
    decide([...plans, ...reservedFor(lead)], sent({ lead, step }), fraction).fires.flatMap((plan) =>
      followUps(plan, sent({ lead }), fraction).map(({ event }) => event.event)
    )
  for (const [domain, event] of [
    ['replies', 'reply'],
    ['interested', 'reply'],
    ['opens', 'open'],
    ['clicks', 'click'],
    ['bounces', 'bounce'],
    ['unsubscribes', 'unsubscribe'],
    ['ooo', 'auto_reply']
  ] as const) {
    t.strictSame(events(`lena@${domain}.test`), [event], domain)
    t.strictSame(events(`lena@${domain}.test`, 1), [])
    t.strictSame(events(`lena@${domain}.test`, 0, plant([{ do: [{ event: 'open' }] }])), ['open'])
  }
  t.strictSame(events('lena@sub.replies.test'), [])
  t.strictSame(events('replies.test@example.com'), [])
})
