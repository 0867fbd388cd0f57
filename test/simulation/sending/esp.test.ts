import t from 'tap'
import type { Campaign } from '../../../src/resources/campaigns/schema.ts'
import {
  type Esp,
  espOfAccount,
  espOfLead,
  matchesLead,
  mayRoute
} from '../../../src/simulation/sending/esp.ts'

// Documented: the codes of accounts and of leads number the providers differently.
t.test('accounts and leads have numbers of their own for the same provider', async (t) => {
  t.strictSame([1, 2, 3, 4, 8, undefined].map(espOfAccount), [
    'other',
    'google',
    'outlook',
    'other',
    'other',
    'other'
  ])
  t.strictSame([0, 1, 2, 3, 999, undefined].map(espOfLead), [
    'other',
    'google',
    'outlook',
    'other',
    'other',
    'other'
  ])
})

t.test('a lead is written to from its own provider, where some sender has it', async (t) => {
  const both = new Set(['google', 'other'] as const)
  t.ok(matchesLead('google', 'google', both))
  t.notOk(matchesLead('other', 'google', both))
  t.ok(matchesLead('google', 'outlook', both))
  t.ok(matchesLead('other', 'outlook', both))
})

type Rule = NonNullable<Campaign['provider_routing_rules']>[number]

const rule = (
  action: Rule['action'],
  recipient_esp: Rule['recipient_esp'],
  sender_esp?: Rule['sender_esp']
): Rule => ({ ...(action && { action }), recipient_esp, sender_esp })

// The names are documented; the result if rules conflict, or are incomplete, is a choice.
const cases: [title: string, rules: Rule[], sender: Esp, lead: Esp, may: boolean][] = [
  ['no rule', [], 'google', 'google', true],
  ['a forbidden pair', [rule('do_not_send', ['google'], ['outlook'])], 'outlook', 'google', false],
  ['another sender', [rule('do_not_send', ['google'], ['outlook'])], 'other', 'google', true],
  ['another recipient', [rule('do_not_send', ['google'], ['outlook'])], 'outlook', 'other', true],
  ['all recipients', [rule('do_not_send', ['all'], ['outlook'])], 'outlook', 'other', false],
  ['all senders', [rule('do_not_send', ['google'], ['all'])], 'other', 'google', false],
  ['no sender named', [rule('do_not_send', ['google'])], 'other', 'google', false],
  ['an empty list', [rule('do_not_send', ['google'], [])], 'other', 'google', false],
  ['an allowed pair', [rule('send', ['google'], ['google'])], 'google', 'google', true],
  ['not among the allowed', [rule('send', ['google'], ['google'])], 'other', 'google', false],
  ['a lead that is not named', [rule('send', ['google'], ['google'])], 'other', 'other', true],
  ['no action means send', [rule(undefined, ['google'], ['google'])], 'other', 'google', false],
  [
    'one of two rules allows it',
    [rule('send', ['google'], ['google']), rule('send', ['google'], ['outlook'])],
    'outlook',
    'google',
    true
  ],
  [
    'forbidding outweighs allowing',
    [rule('send', ['google'], ['google']), rule('do_not_send', ['all'], ['google'])],
    'google',
    'google',
    false
  ]
]

t.test('rules forbid pairs, or name the only senders for a provider', async (t) => {
  for (const [title, rules, sender, lead, may] of cases) t.equal(mayRoute(rules, sender, lead), may, title)
})
