import type { Faker } from '@faker-js/faker'
import type { Campaign } from '../campaigns/schema.ts'
import { ACTIVE, statuses } from '../campaigns/status.ts'
import { collection as campaigns } from '../campaigns/store.ts'
import type { SeedContext } from '../resource.ts'
import type { CampaignSubsequence } from './schema.ts'

/** A subsequence for about every fifth campaign, covering every state. */
export function seed({ world, faker }: SeedContext): CampaignSubsequence[] {
  const launched = campaigns(world)
    .all()
    .filter(({ status }) => status >= ACTIVE)
  const parents = launched.filter((_, index) => index % 2 === 0)
  return parents.map((campaign, index) => {
    const [status = ACTIVE] = statuses.slice(index % statuses.length)
    const created = faker.date.between({ from: campaign.timestamp_created, to: faker.defaultRefDate() })
    return {
      id: world.ids.v4(),
      timestamp_created: created.toISOString(),
      parent_campaign: campaign.id,
      workspace: world.organization,
      status,
      timestamp_leads_updated: faker.date
        .between({ from: created, to: faker.defaultRefDate() })
        .toISOString(),
      name: faker.helpers.arrayElement(['For the interested', 'Out of office', 'Still silent', 'Clicked']),
      conditions: conditions(index),
      ...(index % 3 && { subsequence_schedule: campaign.campaign_schedule }),
      ...(index % 4 && { sequences: [{ steps: steps(campaign, faker) }] }),
      ...limits(index, faker)
    }
  })
}

/** Each condition alone, all together, and none. */
function conditions(index: number): CampaignSubsequence['conditions'] {
  const each = [
    { crm_status: [1, 2] },
    { lead_activity: [2 as const, 4 as const] },
    { reply_contains: 'next quarter' },
    {}
  ]
  return Object.assign({}, ...each.filter((_, number) => index % 5 === 4 || number === index % 5))
}

const steps = ({ name }: Campaign, faker: Faker) => [
  {
    type: 'email' as const,
    delay: faker.number.int({ min: 1, max: 4 }),
    delay_unit: 'days' as const,
    ...faker.helpers.maybe(() => ({ pre_delay: faker.number.int({ min: 1, max: 3 }) })),
    pre_delay_unit: 'hours' as const,
    variants: [
      {
        subject: '',
        body: `Hi {{firstName}},<br/><br/>one more thought on ${name}.`,
        ...faker.helpers.maybe(() => ({ v_disabled: false }))
      }
    ]
  }
]

function limits(index: number, faker: Faker): Partial<CampaignSubsequence> {
  const modes = ['inherit', 'custom', 'unlimited'] as const
  const mode = modes[index % 4]
  return {
    ...faker.helpers.maybe(() => ({
      auto_variant_select: { trigger: faker.helpers.arrayElement(['reply_rate', 'click_rate', 'open_rate']) }
    })),
    ...(mode && { daily_limit_mode: mode }),
    ...(mode === 'custom' && { daily_limit: faker.number.int({ min: 5, max: 50 }) }),
    ...faker.helpers.maybe(() => ({ ignore_account_daily_limit: faker.datatype.boolean() }))
  }
}
