import type { Soil } from '../room.ts'
import { ACCOUNT, CAMPAIGN, type CustomTagMapping } from './schema.ts'

/** Up to three tags on each campaign, up to two on each account; the last tag is on nothing. */
export function seed({ world, faker }: Soil): CustomTagMapping[] {
  const column = (sql: string) => world.sql(sql).pluck().all() as string[]
  const tags = column('SELECT id FROM custom_tags ORDER BY id').slice(0, -1)
  const put = (resource_type: typeof ACCOUNT | typeof CAMPAIGN, most: number) => (resource_id: string) =>
    faker.helpers.arrayElements(tags, { min: 0, max: most }).map((tag_id) => {
      const created = faker.date.past({ years: 1 })
      return {
        id: world.ids.v7(created.getTime()),
        tag_id,
        resource_id,
        resource_type,
        timestamp_created: created.toISOString(),
        organization_id: world.organization
      }
    })
  return [
    ...column('SELECT id FROM campaigns ORDER BY id').flatMap(put(CAMPAIGN, 3)),
    ...column('SELECT DISTINCT email FROM campaign_senders ORDER BY email').flatMap(put(ACCOUNT, 2))
  ]
}
