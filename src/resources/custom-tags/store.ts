import { conflict } from '../../errors.ts'
import { collection } from '../../world/collection.ts'
import type { World } from '../../world/world.ts'
import { idsIn } from '../schemas.ts'
import type { CreateCustomTag, ListCustomTags, PatchCustomTag, ToggleResource } from './schema.ts'
import { CustomTag } from './schema.ts'
import { toggleResource } from './toggle.ts'

export const tables = `
  CREATE TABLE custom_tags (
    id TEXT PRIMARY KEY,
    label TEXT AS (document ->> 'label') STORED,
    document TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX custom_tags_by_label ON custom_tags (label)`

const IS_ON_ANY = `id IN (
  SELECT tag_id FROM custom_tag_mappings WHERE resource_id IN (SELECT value FROM json_each(?)))`

export function store(world: World) {
  const { sql, clock } = world
  const tags = collection(world, 'custom_tags', CustomTag)

  /** The label as it is kept: without the spaces around it, and nobody else's. */
  const freeLabel = (label: string, ownId?: string): string => {
    const trimmed = label.trim()
    const owner = sql('SELECT id FROM custom_tags WHERE label = ?').pluck().get(trimmed)
    if (owner !== undefined && owner !== ownId) throw conflict('A tag with this name already exists.')
    return trimmed
  }

  return {
    read: tags.read,
    require: tags.require,
    all: tags.all,
    insert: tags.insert,
    put: tags.put,
    /** Takes the tag off everything that carries it, too: the tables see to that. */
    remove: tags.remove,

    list: (query: ListCustomTags) =>
      tags.page('ascending', query, {
        'contains(label, ?)': query.search,
        [IS_ON_ANY]: idsIn(query.resource_ids),
        'id IN (SELECT value FROM json_each(?))': idsIn(query.tag_ids)
      }),
    create(tag: CreateCustomTag) {
      const now = clock.timestamp()
      return tags.insert({
        ...tag,
        label: freeLabel(tag.label),
        id: world.freshId('custom_tags'),
        organization_id: world.organization,
        timestamp_created: now,
        timestamp_updated: now
      })
    },
    patch: (id: string, changes: PatchCustomTag) =>
      tags.update(id, (tag) => ({
        ...changes,
        label: changes.label === undefined ? tag.label : freeLabel(changes.label, id),
        timestamp_updated: clock.timestampAfter(tag.timestamp_updated)
      })),
    toggle(body: ToggleResource) {
      toggleResource(world, body)
      return { success: true }
    }
  }
}
