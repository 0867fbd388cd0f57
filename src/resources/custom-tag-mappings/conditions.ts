import type { Condition } from '../../world/conditions.ts'
import type { ACCOUNT, CAMPAIGN } from './schema.ts'

type ResourceType = typeof ACCOUNT | typeof CAMPAIGN

const CARRIERS = 'SELECT resource_id FROM custom_tag_mappings WHERE resource_type = ?'

/** The resource with the key in `column` has any of the tags. */
export const carriesAny = (
  column: string,
  type: ResourceType,
  tags: readonly string[] | undefined
): Condition | undefined =>
  tags && [
    `${column} IN (${CARRIERS} AND tag_id IN (SELECT value FROM json_each(?)))`,
    type,
    JSON.stringify(tags)
  ]

/** It has all of the tags. */
export function carriesAll(
  column: string,
  type: ResourceType,
  tags: readonly string[] | undefined
): Condition | undefined {
  if (!tags) return undefined
  const distinct = [...new Set(tags)]
  const grouped = `${CARRIERS} AND tag_id IN (SELECT value FROM json_each(?)) GROUP BY resource_id HAVING count(*) = ?`
  return [`${column} IN (${grouped})`, type, JSON.stringify(distinct), distinct.length]
}

/** It has no tags. */
export const carriesNone = (column: string, type: ResourceType): Condition => [
  `${column} NOT IN (${CARRIERS})`,
  type
]

/** The tag with the id in `column` is on any of the resources. */
export const isOnAny = (column: string, resources: readonly string[] | undefined): Condition | undefined =>
  resources && [
    `${column} IN (SELECT tag_id FROM custom_tag_mappings WHERE resource_id IN (SELECT value FROM json_each(?)))`,
    JSON.stringify(resources)
  ]

/** The SQL for the tags of the resource with the key in `column`: a JSON array in the order in which they were added. */
export const tagsOn = (column: string, type: ResourceType): string => `(
  SELECT json_group_array(json(tag) ORDER BY custom_tag_mappings.timestamp_created, custom_tag_mappings.id)
  FROM custom_tag_mappings JOIN custom_tags_in_short ON custom_tags_in_short.id = tag_id
  WHERE resource_type = ${type} AND resource_id = ${column})`
