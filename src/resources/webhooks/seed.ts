import { collection as campaigns } from '../campaigns/store.ts'
import { collection as leadLabels } from '../lead-labels/store.ts'
import type { SeedContext } from '../resource.ts'
import { subscribable } from './event-types.ts'
import { ACTIVE, DISABLED, type Webhook } from './schema.ts'

const DAY = 86_400_000

/** An event that never happens here: a seeded world must not call anybody's program. */
const NEVER = 'supersearch_enrichment_completed'

/** One for each event type and one for a label, oldest first; some for one campaign, most disabled. */
export function seed({ world, faker }: SeedContext): Webhook[] {
  const today = faker.defaultRefDate().getTime()
  const ids = campaigns(world)
    .all()
    .map(({ id }) => id)
  const [label] = leadLabels(world).all()
  const types = [...(Object.keys(subscribable) as (keyof typeof subscribable)[]), undefined]
  const instants = faker.date.betweens({ from: today - 90 * DAY, to: today - 30 * DAY, count: types.length })
  return instants.map((created, number) => {
    const event_type = types[number]
    const isDisabled = event_type !== NEVER && number !== 2
    const campaign = number % 4 === 3 ? ids[number % ids.length] : undefined
    return {
      id: world.ids.v7(created.getTime()),
      organization: world.organization,
      ...(campaign !== undefined && { campaign }),
      ...(number % 5 && { name: faker.commerce.department() }),
      target_hook_url: `https://hooks-${number}.test/${faker.internet.domainWord()}`,
      ...(event_type ? { event_type } : { custom_interest_value: label?.interest_status }),
      ...(number % 3 === 1 && { headers: { 'X-Source': 'outreach' } }),
      timestamp_created: created.toISOString(),
      ...(number !== 2 && { status: isDisabled ? DISABLED : ACTIVE }),
      ...(isDisabled && { timestamp_error: new Date(created.getTime() + DAY).toISOString() })
    }
  })
}
