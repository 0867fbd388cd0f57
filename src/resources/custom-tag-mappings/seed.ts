import { collection as accounts } from '../accounts/store.ts'
import { collection as campaigns } from '../campaigns/store.ts'
import { collection as customTags } from '../custom-tags/store.ts'
import type { SeedContext } from '../resource.ts'
import { ACCOUNT, CAMPAIGN, type CustomTagMapping } from './schema.ts'

/** What can have tags, and when it was created; all tags are older. */
type Carrier = { id: string; since: string }

/** Up to three tags per campaign and two per account; the last tag is not used. */
export function seed({ world, faker }: SeedContext): CustomTagMapping[] {
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
  const tagged = campaigns(world)
    .all()
    .map(({ id, timestamp_created }) => ({ id, since: timestamp_created }))
  const taggedAccounts = accounts(world)
    .all()
    .map(({ email, timestamp_created }) => ({ id: email, since: timestamp_created }))
  return [...tagged.flatMap(put(CAMPAIGN, 3)), ...taggedAccounts.flatMap(put(ACCOUNT, 2))]
}
