import type { SeedContext } from '../resource.ts'
import type { BlockListEntry } from './schema.ts'

/** The number of campaigns per entry, and the minimum number of entries: more than a page of the default length. */
const CAMPAIGNS_PER_ENTRY = 4
const LEAST = 12

/** Addresses, every third one a whole domain, blocked in the half year before the date of the seed. */
export function seed({ world, faker, size }: SeedContext): BlockListEntry[] {
  const count = LEAST + Math.floor(size / CAMPAIGNS_PER_ENTRY)
  return Array.from({ length: count }, (_, number) => {
    const created = faker.date.recent({ days: 180 })
    const is_domain = number % 3 === 0
    const domain = `blocked-${number}.example.org`
    return {
      id: world.ids.v7(created.getTime()),
      timestamp_created: created.toISOString(),
      organization_id: world.organization,
      bl_value: is_domain ? domain : `${faker.person.firstName().toLowerCase()}@${domain}`,
      is_domain
    }
  })
}
