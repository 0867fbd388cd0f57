import { notFound } from '../../errors.ts'
import { pageByTime } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { idsIn } from '../schemas.ts'
import type { CustomTagMapping, ListCustomTagMappings } from './schema.ts'

/** A pure link, so plain columns. It goes with its tag, and with its campaign. */
export const tables = `
  CREATE TABLE custom_tag_mappings (
    tag_id TEXT NOT NULL REFERENCES custom_tags (id) ON DELETE CASCADE,
    resource_type INTEGER NOT NULL,
    resource_id TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    timestamp_created TEXT NOT NULL,
    organization_id TEXT NOT NULL,
    PRIMARY KEY (tag_id, resource_type, resource_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX custom_tag_mappings_by_resource ON custom_tag_mappings (resource_id);
  CREATE INDEX custom_tag_mappings_by_time ON custom_tag_mappings (timestamp_created, id);
  CREATE TRIGGER custom_tag_mappings_of_campaign AFTER DELETE ON campaigns BEGIN
    DELETE FROM custom_tag_mappings WHERE resource_type = 2 AND resource_id = old.id;
  END`

const SELECT = `SELECT id, timestamp_created, json_object(
  'id', id, 'tag_id', tag_id, 'resource_id', resource_id, 'resource_type', resource_type,
  'timestamp_created', timestamp_created, 'organization_id', organization_id) AS document
  FROM custom_tag_mappings`

type Link = Pick<CustomTagMapping, 'tag_id' | 'resource_type' | 'resource_id'>

const COLUMNS = 'id, tag_id, resource_id, resource_type, timestamp_created, organization_id'

export function store(world: World) {
  const { sql, clock, ids } = world
  const write = (verb: 'INSERT' | 'INSERT OR REPLACE', mapping: CustomTagMapping) => {
    const { id, tag_id, resource_id, resource_type, timestamp_created, organization_id } = mapping
    const values = [id, tag_id, resource_id, resource_type, timestamp_created, organization_id]
    sql(`${verb} INTO custom_tag_mappings (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`).run(...values)
  }
  const insert = (mapping: CustomTagMapping) => write('INSERT', mapping)
  const require = (id: string) => {
    const mapping = sql(`SELECT ${COLUMNS} FROM custom_tag_mappings WHERE id = ?`).get(id)
    if (mapping === undefined) throw notFound()
    return mapping as CustomTagMapping
  }
  const exists = ({ tag_id, resource_type, resource_id }: Link) =>
    sql(`SELECT 1 FROM custom_tag_mappings WHERE tag_id = ? AND resource_type = ? AND resource_id = ?`).get(
      tag_id,
      resource_type,
      resource_id
    ) !== undefined

  return {
    insert,
    put: (mapping: CustomTagMapping) => write('INSERT OR REPLACE', mapping),
    require,
    all: () => sql(`SELECT ${COLUMNS} FROM custom_tag_mappings ORDER BY id`).all() as CustomTagMapping[],
    remove(id: string): CustomTagMapping {
      const mapping = require(id)
      sql('DELETE FROM custom_tag_mappings WHERE id = ?').run(id)
      return mapping
    },
    list: (query: ListCustomTagMappings) =>
      pageByTime<CustomTagMapping>(world, SELECT, query, {
        'resource_id IN (SELECT value FROM json_each(?))': idsIn(query.resource_ids)
      }),
    /** Putting on a tag that is on changes nothing (recorded). */
    assign(link: Link): void {
      if (exists(link)) return
      const timestamp_created = clock.timestamp()
      insert({
        ...link,
        id: world.freshId('custom_tag_mappings', () => ids.v7(Date.parse(timestamp_created))),
        timestamp_created,
        organization_id: world.organization
      })
    },
    unassign({ tag_id, resource_type, resource_id }: Link): void {
      sql('DELETE FROM custom_tag_mappings WHERE tag_id = ? AND resource_type = ? AND resource_id = ?').run(
        tag_id,
        resource_type,
        resource_id
      )
    }
  }
}
