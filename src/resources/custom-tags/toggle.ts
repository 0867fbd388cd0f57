import { invalid, notFound, notImplemented } from '../../errors.ts'
import { conditions } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { ACCOUNT } from '../custom-tag-mappings/schema.ts'
import { store as customTagMappings } from '../custom-tag-mappings/store.ts'
import type { ToggleResource } from './schema.ts'

/** Until the accounts resource is built, a workspace's accounts are the senders that its campaigns name. */
const ACCOUNTS = '(SELECT DISTINCT email AS id, email AS name FROM campaign_senders) AS resources'
const CAMPAIGNS = '(SELECT id, name FROM campaigns) AS resources'

/** Puts tags on campaigns or accounts, or takes them off: all that are named or, where one is unknown, none. */
export function toggleResource(world: World, body: ToggleResource): void {
  const { tag_ids, resource_type, assign } = body
  const mappings = customTagMappings(world)
  const apply = assign ? mappings.assign : mappings.unassign
  world.transaction(() => {
    requireAll(world, 'custom_tags', tag_ids)
    const resources = body.selected_all ? selected(world, body) : named(world, body)
    for (const resource_id of resources) {
      for (const tag_id of tag_ids) apply({ tag_id, resource_type, resource_id })
    }
  })
}

function named(world: World, { resource_type, resource_ids }: ToggleResource): string[] {
  if (!resource_ids) throw invalid("body must have required property 'resource_ids'")
  requireAll(world, resource_type === ACCOUNT ? ACCOUNTS : CAMPAIGNS, resource_ids)
  return resource_ids
}

function selected(
  { sql }: World,
  { resource_type, excluded_resource_ids, filter, search }: ToggleResource
): string[] {
  const criteria = typeof filter === 'object' && filter !== null ? filter : { filter }
  if (criteria.filter) throw notImplemented(`toggleTagResource with the account state ${criteria.filter}`)
  const { tag_id, tag_ids, tag_ids_all } = criteria
  const mapped = `FROM custom_tag_mappings WHERE resource_type = ${resource_type}`
  const carriesAny = `id IN (SELECT resource_id ${mapped} AND tag_id IN (SELECT value FROM json_each(?)))`
  const { where, values } = conditions({
    'contains(name, ?)': search ?? criteria.search,
    'id NOT IN (SELECT value FROM json_each(?))': json(excluded_resource_ids),
    [carriesAny]: json(tag_ids),
    [`${carriesAny} AND true`]: tag_id === 'no-tag' ? undefined : json(tag_id && [tag_id]),
    'id NOT IN (SELECT resource_id FROM custom_tag_mappings WHERE resource_type = ?)':
      tag_id === 'no-tag' ? resource_type : undefined,
    [`NOT EXISTS (SELECT 1 FROM json_each(?) WHERE value NOT IN (
      SELECT tag_id ${mapped} AND resource_id = resources.id))`]: json(tag_ids_all)
  })
  const from = resource_type === ACCOUNT ? ACCOUNTS : CAMPAIGNS
  return sql(`SELECT id FROM ${from} ${where}`)
    .pluck()
    .all(...values) as string[]
}

/** @throws the service's 404 when one of the ids is not in the table */
function requireAll({ sql }: World, table: string, ids: string[]): void {
  const missing = sql(
    `SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM ${table}) LIMIT 1`
  ).get(JSON.stringify(ids))
  if (missing) throw notFound()
}

const json = (ids: string[] | undefined | '') => (ids ? JSON.stringify(ids) : undefined)
