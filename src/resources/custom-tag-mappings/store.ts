import { collectionOf } from '../../world/collection.ts'
import { isAmong } from '../../world/conditions.ts'
import { newestFirst } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { valuesOf } from '../schemas.ts'
import { CustomTagMapping, type ListCustomTagMappings } from './schema.ts'

/** A mapping is deleted with its tag, and with its campaign or account. */
export const tables = `
  CREATE TABLE custom_tag_mappings (
    id TEXT PRIMARY KEY,
    tag_id TEXT NOT NULL REFERENCES custom_tags (id) ON DELETE CASCADE,
    resource_type INTEGER NOT NULL,
    resource_id TEXT NOT NULL,
    timestamp_created TEXT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (tag_id, resource_type, resource_id)
  ) STRICT;
  CREATE INDEX custom_tag_mappings_by_resource ON custom_tag_mappings (resource_id);
  CREATE INDEX custom_tag_mappings_by_time ON custom_tag_mappings (timestamp_created, id);
  CREATE TRIGGER custom_tag_mappings_of_campaign AFTER DELETE ON campaigns BEGIN
    DELETE FROM custom_tag_mappings WHERE resource_type = 2 AND resource_id = old.id;
  END;
  CREATE TRIGGER custom_tag_mappings_of_account AFTER DELETE ON accounts BEGIN
    DELETE FROM custom_tag_mappings WHERE resource_type = 1 AND resource_id = old.email;
  END`

export const collection = collectionOf({
  table: 'custom_tag_mappings',
  schema: CustomTagMapping,
  columns: ['tag_id', 'resource_type', 'resource_id', 'timestamp_created'],
  newId: ({ ids, clock }) => ids.v7(clock.now())
})

type Link = Pick<CustomTagMapping, 'tag_id' | 'resource_type' | 'resource_id'>

const IS_LINK = 'tag_id = ? AND resource_type = ? AND resource_id = ?'

export function store(world: World) {
  const { sql, clock } = world
  const mappings = collection(world)
  const exists = ({ tag_id, resource_type, resource_id }: Link) =>
    sql(`SELECT 1 FROM custom_tag_mappings WHERE ${IS_LINK}`).get(tag_id, resource_type, resource_id) !==
    undefined

  return {
    ...mappings,
    list: (query: ListCustomTagMappings) =>
      mappings.list(newestFirst, query, [isAmong('resource_id', valuesOf(query.resource_ids))]),
    /** Adding a tag that is already there changes nothing (recorded). */
    assign(link: Link): void {
      if (exists(link)) return
      mappings.insert({
        ...link,
        id: mappings.freshId(),
        timestamp_created: clock.timestamp(),
        organization_id: world.organization
      })
    },
    /** The keys of the resources that have any of the tags. */
    carriers(type: Link['resource_type'], tags: readonly string[]): string[] {
      if (!tags.length) return []
      return sql(
        `SELECT DISTINCT resource_id FROM custom_tag_mappings
        WHERE tag_id IN (SELECT value FROM json_each(?)) AND resource_type = ? ORDER BY resource_id`
      )
        .pluck()
        .all(JSON.stringify(tags), type)
        .map(String)
    },
    unassign({ tag_id, resource_type, resource_id }: Link): void {
      sql(`DELETE FROM custom_tag_mappings WHERE ${IS_LINK}`).run(tag_id, resource_type, resource_id)
    }
  }
}

export type CustomTagMappings = ReturnType<typeof store>
