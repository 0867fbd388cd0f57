import { conflict } from '../../errors.ts'
import { collectionOf } from '../../world/collection.ts'
import { contains, isAmong } from '../../world/conditions.ts'
import { idAscending } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { sendersChanged } from '../accounts/senders-changed.ts'
import { isOnAny } from '../custom-tag-mappings/conditions.ts'
import type { CustomTagMappings } from '../custom-tag-mappings/store.ts'
import { valuesOf } from '../schemas.ts'
import type { CreateCustomTag, ListCustomTags, PatchCustomTag, ToggleResource } from './schema.ts'
import { CustomTag } from './schema.ts'
import { type ToggleNeighbours, toggleResource } from './toggle.ts'

export const tables = `
  CREATE TABLE custom_tags (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL
  ) STRICT;
  CREATE VIEW custom_tags_in_short AS
    SELECT id, json_patch('{}', json_object('id', id, 'label', label, 'description', document ->> 'description')) AS tag
    FROM custom_tags`

export const collection = collectionOf({ table: 'custom_tags', schema: CustomTag, columns: ['label'] })

type Neighbours = ToggleNeighbours & { customTagMappings: CustomTagMappings }

export function store(world: World, { accounts, campaigns, customTagMappings }: Neighbours) {
  const { sql, clock } = world
  const tags = collection(world)

  /** The label in its stored form: trimmed, and unique. */
  const freeLabel = (label: string, ownId?: string): string => {
    const trimmed = label.trim()
    const owner = sql('SELECT id FROM custom_tags WHERE label = ?').pluck().get(trimmed)
    if (owner !== undefined && owner !== ownId) throw conflict('A tag with this name already exists.')
    return trimmed
  }

  return {
    ...tags,
    list: (query: ListCustomTags) =>
      tags.list(idAscending, query, [
        contains('label', query.search),
        isOnAny('id', valuesOf(query.resource_ids)),
        isAmong('id', valuesOf(query.tag_ids))
      ]),
    create(tag: CreateCustomTag) {
      const now = clock.timestamp()
      return tags.insert({
        ...tag,
        label: freeLabel(tag.label),
        id: tags.freshId(),
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
    remove(id: string) {
      const removed = tags.remove(id)
      sendersChanged(world)
      return removed
    },
    toggle(body: ToggleResource) {
      toggleResource(world, tags, { accounts, campaigns, customTagMappings }, body)
      return { success: true }
    }
  }
}
