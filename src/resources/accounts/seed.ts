import type { Faker } from '@faker-js/faker'
import type { SeedContext } from '../resource.ts'
import { inTurn, someOf } from '../seeding.ts'
import { providerCodes } from './provider.ts'
import type { Account } from './schema.ts'
import { errorOf } from './seed-errors.ts'
import { statuses, WARMUP_OFF, WARMUP_ON, warmupStatuses } from './status.ts'

const domains = ['example.com', 'outreach.example.com', 'team.example.org', 'acme.test']

const DAY = 86_400_000

/** Three accounts per ten campaigns, covering every state, provider and state of warm-up. */
export function seed({ world, faker, size }: SeedContext): Account[] {
  const today = faker.defaultRefDate().getTime()
  // Lists of different lengths, so that all pairs occur.
  const turns = {
    status: inTurn(statuses),
    warmup: inTurn(warmupStatuses),
    provider: inTurn<Account['provider_code']>([...providerCodes, 2])
  }
  const nameless = () => `${letters(faker.person.firstName())}.${letters(faker.person.lastName())}`
  return faker.helpers.uniqueArray(nameless, Math.ceil(size * 0.3)).map((localPart, index) => {
    const created = faker.date.between({ from: today - 329 * DAY, to: today - 300 * DAY })
    const updated = faker.date.between({ from: created, to: today })
    const status = turns.status.next().value
    const warmup_status = turns.warmup.next().value
    const is_managed_account = index % 4 === 3
    const setup_pending = index % 8 === 7
    const provider_code = turns.provider.next().value
    return {
      email: `${localPart}@${domains[index % domains.length]}`,
      timestamp_created: created.toISOString(),
      timestamp_updated: updated.toISOString(),
      ...nameOf(localPart, index),
      organization: world.organization,
      warmup_status,
      provider_code,
      setup_pending,
      is_managed_account,
      status,
      ...errorOf(status, index, faker),
      ...warmupOf({ index, warmup_status, setup_pending, is_managed_account, created }, faker),
      ...(provider_code >= 8 && { daily_limit_max: 100, warmup_limit_max: 50 }),
      ...settings(world.ids.v4, faker)
    }
  })
}

const letters = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '')
const capital = (name = '') => name.charAt(0).toUpperCase() + name.slice(1)

/** The display name comes from the address, with one exception. */
function nameOf(localPart: string, index: number): Pick<Account, 'first_name' | 'last_name'> {
  if (index === 1) return { first_name: 'Zoë', last_name: 'Ünal 日本' }
  const [first, last] = localPart.split('.')
  return { first_name: capital(first), last_name: capital(last) }
}

type Warmed = Pick<Account, 'warmup_status' | 'setup_pending' | 'is_managed_account'> & {
  index: number
  created: Date
}

/** Nothing for an account that is not set up; some purchased ones were warm before they were added. */
function warmupOf(account: Warmed, faker: Faker): Partial<Account> {
  const { index, warmup_status, setup_pending, is_managed_account, created } = account
  if (setup_pending) return {}
  const hasBegun = warmup_status !== WARMUP_OFF || index % 2 === 0
  const span = is_managed_account
    ? { from: created.getTime() - 60 * DAY, to: created }
    : { from: created, to: faker.defaultRefDate() }
  return {
    ...(index % 5 && { warmup: warmupSettings(faker) }),
    ...(hasBegun && { timestamp_warmup_start: faker.date.between(span).toISOString() }),
    stat_warmup_score: warmup_status === WARMUP_ON ? faker.number.int({ min: 60, max: 100 }) : 0
  }
}

const warmupSettings = (faker: Faker): Account['warmup'] => {
  const share = () => faker.number.int({ min: 1, max: 100 }) / 100
  const advanced = {
    warm_ctd: faker.datatype.boolean(),
    open_rate: share(),
    important_rate: share(),
    read_emulation: faker.datatype.boolean(),
    spam_save_rate: share(),
    weekday_only: faker.datatype.boolean()
  }
  const all: Account['warmup'] = {
    limit: faker.number.int({ min: 5, max: 100 }),
    advanced: someOf(advanced, faker),
    warmup_custom_ftag: faker.word.noun(),
    increment: faker.helpers.arrayElement(['disabled', '0', '1', '2', '3', '4']),
    reply_rate: share()
  }
  return someOf(all, faker)
}

function settings(newId: () => string, faker: Faker): Partial<Account> {
  const number = (max: number) => faker.number.int({ min: 1, max })
  const user = newId()
  const all: Partial<Account> = {
    added_by: user,
    modified_by: user,
    daily_limit: number(100),
    enable_slow_ramp: faker.datatype.boolean(),
    inbox_placement_test_limit: number(10),
    sending_gap: number(60),
    signature: `Kind regards<br/>${faker.company.name()}`,
    reply_to: faker.internet.email({ provider: 'example.org' }).toLowerCase()
  }
  const tracking = {
    tracking_domain_name: `track.${faker.word.noun()}.test`,
    tracking_domain_status: 'active'
  }
  return { ...someOf(all, faker), ...(faker.datatype.boolean() && tracking) }
}
