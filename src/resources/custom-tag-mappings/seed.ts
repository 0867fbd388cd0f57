import type { Campaign } from '../campaigns/schema.ts'
import { collection as campaigns } from '../campaigns/store.ts'
import { collection as customTags } from '../custom-tags/store.ts'
import type { SeedContext } from '../resource.ts'
import { ACCOUNT, CAMPAIGN, type CustomTagMapping } from './schema.ts'

/** What can carry a tag, and since when there is such a thing; all tags are older. */
type Carrier = { id: string; since: string }

/** Up to three tags on each campaign, up to two on each account; the last tag is on nothing. */
export function seed({ world, faker }: SeedContext): CustomTagMapping[] {
  const all = campaigns(world).all()
  const tags = customTags(world)
    .all()
    .map(({ id }) => id)
    .slice(0, -1)
  const put = (resource_type: typeof ACCOUNT | typeof CAMPAIGN, most: number) => (carrier: Carrier) =>
    faker.helpers.arrayElements(tags, { min: 0, max: most }).map((tag_id) => {
      const created = faker.date.between({ from: carrier.since, to: faker.defaultRefDate() })
      return {
        id: world.ids.v7(created.getTime()),
        tag_id,
        resource_id: carrier.id,
        resource_type,
        timestamp_created: created.toISOString(),
        organization_id: world.organization
      }
    })
  const tagged = all.map(({ id, timestamp_created }) => ({ id, since: timestamp_created }))
  return [...tagged.flatMap(put(CAMPAIGN, 3)), ...sendersOf(all).flatMap(put(ACCOUNT, 2))]
}

/** The accounts that the campaigns name, since the first that did. */
function sendersOf(all: Campaign[]): Carrier[] {
  const since = new Map<string, string>()
  for (const { email_list = [], timestamp_created } of all) {
    for (const email of email_list) {
      const known = since.get(email)
      if (!known || timestamp_created < known) since.set(email, timestamp_created)
    }
  }
  return [...since].map(([id, since]) => ({ id, since })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
