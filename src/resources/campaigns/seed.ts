import type { Faker } from '@faker-js/faker'
import { collection as accounts } from '../accounts/store.ts'
import { collection as customTags } from '../custom-tags/store.ts'
import type { SeedContext } from '../resource.ts'
import { inTurn, newestOf, someOf } from '../seeding.ts'
import type { Campaign } from './schema.ts'
import { ACTIVE, notSendingStatuses, STOPPED, statuses, UNHEALTHY } from './status.ts'
import { timezones } from './timezones.ts'

/** Campaigns in every state, with all that a client must handle; unusual ones come first. */
export function seed({ world, faker, size, grown }: SeedContext): Campaign[] {
  const senders = accounts(world).all()
  const emails = senders.map(({ email }) => email)
  const turns = inTurn(statuses)
  const all = customTags(world).all()
  const tags = all.map(({ id }) => id)
  // The entities that campaigns name are older than the campaigns.
  const newest = newestOf([...all, ...senders])
  return Array.from({ length: size }, (_, index) => {
    grown()
    const created = faker.date.between({ from: newest, to: faker.defaultRefDate() })
    const status = turns.next().value
    return {
      id: world.ids.v4(),
      name: nameOf(index, faker),
      status,
      campaign_schedule: schedule(faker),
      ...sequences(index, faker),
      timestamp_created: created.toISOString(),
      timestamp_updated: faker.date.between({ from: created, to: faker.defaultRefDate() }).toISOString(),
      ...senderList(index, emails, faker),
      open_tracking: faker.datatype.boolean(),
      organization: world.organization,
      ...notSending(status, index),
      ...settings(world.ids.v4, tags, faker)
    }
  })
}

/** None to four, some including a deleted account; the fourth campaign, a draft, has no list. */
function senderList(index: number, senders: string[], faker: Faker): Pick<Campaign, 'email_list'> {
  if (index === 3) return {}
  const former = index % 8 === 4 ? ['former@example.com'] : []
  return { email_list: [...faker.helpers.arrayElements(senders, { min: 0, max: 4 }), ...former] }
}

const passing = notSendingStatuses.filter((reason) => reason !== STOPPED)

/** The error if no sender is usable (recorded); active campaigns have every other reason in turn, or none. */
function notSending(status: Campaign['status'], index: number): Pick<Campaign, 'not_sending_status'> {
  if (status === UNHEALTHY) return { not_sending_status: STOPPED }
  if (status !== ACTIVE) return {}
  const turn = Math.floor(index / statuses.length) % (passing.length + 1)
  return { not_sending_status: passing[turn] }
}

function nameOf(index: number, faker: Faker): string {
  const name = `${faker.commerce.department()}: ${faker.company.buzzPhrase()}`
  if (index === 0) return `${name} — ${faker.lorem.words(60)}`
  if (index === 1) return 'Été à Zürich: 日本の顧客 ☕️'
  return name
}

function schedule(faker: Faker): Campaign['campaign_schedule'] {
  const from = faker.number.int({ min: 6, max: 10 })
  const days = faker.helpers.arrayElements(['0', '1', '2', '3', '4', '5', '6'], { min: 1, max: 7 })
  const start = faker.helpers.maybe(() => faker.date.past({ years: 1 }).toISOString().slice(0, 10))
  const end = faker.helpers.maybe(() => faker.date.soon({ days: 90 }).toISOString().slice(0, 10))
  return {
    ...(start && { start_date: start }),
    ...(end && { end_date: end }),
    schedules: [
      {
        name: faker.helpers.arrayElement(['Office hours', 'Mornings', 'Default', 'Afternoons']),
        timing: { from: `${String(from).padStart(2, '0')}:00`, to: `${from + 8}:30` },
        days: Object.fromEntries(days.map((day) => [day, true])),
        timezone: faker.helpers.arrayElement(timezones)
      }
    ]
  }
}

const variantCounts = [
  { value: 1, weight: 6 },
  { value: 2, weight: 2 },
  { value: 3, weight: 1 }
]

/** One to four steps; the third campaign's sequence has no steps, the fourth has no sequence. */
function sequences(index: number, faker: Faker): Pick<Campaign, 'sequences'> {
  if (index === 2) return { sequences: [{ steps: [] }] }
  if (index === 3) return {}
  const variant = () => ({
    subject: `${faker.company.catchPhrase()}, {{firstName}}?`,
    body: `Hi {{firstName}},<br/><br/>${faker.company.buzzPhrase()}?<br/><br/>${faker.person.firstName()}`,
    ...faker.helpers.maybe(() => ({ v_disabled: true }), { probability: 0.1 })
  })
  const step = () => ({
    type: 'email' as const,
    delay: faker.number.int({ min: 1, max: 7 }),
    delay_unit: faker.helpers.weightedArrayElement([
      { value: 'days' as const, weight: 8 },
      { value: 'hours' as const, weight: 1 },
      { value: 'minutes' as const, weight: 1 }
    ]),
    ...faker.helpers.maybe(() => ({ pre_delay: faker.number.int({ min: 1, max: 3 }) }), { probability: 0.1 }),
    pre_delay_unit: 'days' as const,
    variants: Array.from({ length: faker.helpers.weightedArrayElement(variantCounts) }, variant)
  })
  return { sequences: [{ steps: Array.from({ length: (index % 4) + 1 }, step) }] }
}

/** Each optional setting, and each of its optional members, is present in about half of the campaigns. */
function settings(newId: () => string, tags: string[], faker: Faker): Partial<Campaign> {
  const flag = () => faker.datatype.boolean()
  const number = (max: number) => faker.number.int({ min: 1, max })
  const person = () => faker.internet.email({ provider: 'example.org' }).toLowerCase()
  const all: Partial<Campaign> = {
    pl_value: number(5000),
    is_evergreen: flag(),
    email_gap: number(30),
    random_wait_max: number(15),
    text_only: flag(),
    first_email_text_only: flag(),
    daily_limit: number(300),
    stop_on_reply: flag(),
    email_tag_list: faker.helpers.arrayElements(tags, { min: 1, max: 2 }),
    link_tracking: flag(),
    stop_on_auto_reply: flag(),
    daily_max_leads: number(100),
    prioritize_new_leads: flag(),
    auto_variant_select: { trigger: faker.helpers.arrayElement(['reply_rate', 'click_rate', 'open_rate']) },
    match_lead_esp: flag(),
    stop_for_company: flag(),
    core_variables: { firstName: true, companyName: true },
    custom_variables: { [faker.hacker.noun()]: true },
    insert_unsubscribe_header: flag(),
    allow_risky_contacts: flag(),
    disable_bounce_protect: flag(),
    limit_emails_per_company_override: {
      mode: 'custom',
      ...someOf({ daily_limit: number(5), scope: 'per_campaign' as const }, faker)
    },
    cc_list: [person()],
    bcc_list: [person()],
    owned_by: newId(),
    ai_sdr_id: newId(),
    provider_routing_rules: [
      someOf(
        {
          action: 'send' as const,
          recipient_esp: ['google' as const],
          sender_esp: ['google' as const, 'outlook' as const]
        },
        faker
      )
    ]
  }
  return someOf(all, faker)
}
