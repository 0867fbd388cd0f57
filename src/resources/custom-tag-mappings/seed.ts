import type { SeedContext } from '../resource.ts'
import { ACCOUNT, CAMPAIGN, type CustomTagMapping } from './schema.ts'

/** What can carry a tag, and since when there is such a thing; all tags are older. */
type Resource = { id: string; since: string }

const CAMPAIGNS = 'SELECT id, timestamp_created AS since FROM campaigns ORDER BY id'
const ACCOUNTS = `SELECT email AS id, min(timestamp_created) AS since
  FROM campaign_senders JOIN campaigns ON campaigns.id = campaign_id GROUP BY email ORDER BY email`

/** Up to three tags on each campaign, up to two on each account; the last tag is on nothing. */
export function seed({ world, faker }: SeedContext): CustomTagMapping[] {
  const resources = (sql: string) => world.sql(sql).all() as Resource[]
  const tags = world.sql('SELECT id FROM custom_tags ORDER BY id').pluck().all().slice(0, -1) as string[]
  const put = (resource_type: typeof ACCOUNT | typeof CAMPAIGN, most: number) => (resource: Resource) =>
    faker.helpers.arrayElements(tags, { min: 0, max: most }).map((tag_id) => {
      const created = faker.date.between({ from: resource.since, to: faker.defaultRefDate() })
      return {
        id: world.ids.v7(created.getTime()),
        tag_id,
        resource_id: resource.id,
        resource_type,
        timestamp_created: created.toISOString(),
        organization_id: world.organization
      }
    })
  return [...resources(CAMPAIGNS).flatMap(put(CAMPAIGN, 3)), ...resources(ACCOUNTS).flatMap(put(ACCOUNT, 2))]
}
