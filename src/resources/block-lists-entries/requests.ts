import { type Static, Type } from 'typebox'
import type { JsonDocument } from '../../world/document.ts'
import { entities, exampleId, flag, listOf, number, pageQuery, text } from '../schemas.ts'
import { BlockListEntry } from './schema.ts'

export const CreateBlockListEntry = Type.Pick(BlockListEntry, ['bl_value'], {
  description: 'What to block.',
  additionalProperties: false,
  examples: [{ bl_value: 'example.org' }]
})
export type CreateBlockListEntry = Static<typeof CreateBlockListEntry>

export const PatchBlockListEntry = Type.Partial(CreateBlockListEntry, {
  description: 'The new value.',
  additionalProperties: false,
  minProperties: 1,
  examples: [{ bl_value: 'ben@example.org' }]
})
export type PatchBlockListEntry = Static<typeof PatchBlockListEntry>

/** Which entries to delete or download. */
export const SelectBlockListEntries = Type.Object({
  domains_only: Type.Optional(flag('True lists domains only; false lists everything.', true)),
  search: Type.Optional(text('Part of the email or domain.', 'example.org'))
})
export type SelectBlockListEntries = Static<typeof SelectBlockListEntries>

export const ListBlockListEntries = Type.Object({ ...pageQuery(), ...SelectBlockListEntries.properties })
export type ListBlockListEntries = Static<typeof ListBlockListEntries>

export const DeletedBlockListEntries = entities(BlockListEntry, 'The entries as they were.')

export const BulkCreateBlockListEntries = Type.Object(
  {
    bl_values: listOf(text('An email or a domain.', 'example.org'), 'What to block.', {
      minItems: 1,
      maxItems: 1000
    })
  },
  { description: 'What to block.', examples: [{ bl_values: ['example.org', 'ben@example.com'] }] }
)
export type BulkCreateBlockListEntries = Static<typeof BulkCreateBlockListEntries>

export type CreatedEntries = { items: BlockListEntry[]; valid_count: number; invalid_count: number }

export const CreatedBlockListEntries = Type.Unsafe<JsonDocument<CreatedEntries>>({
  type: 'object',
  description: 'What is blocked now.',
  required: ['items', 'valid_count', 'invalid_count'],
  properties: {
    items: entities(BlockListEntry, 'The new or existing entries.'),
    valid_count: number('How many values were emails or domains.', 1),
    invalid_count: number('How many were neither.', 0)
  }
})

export const BulkDeleteBlockListEntries = Type.Object(
  {
    ids: listOf(text('The id of an entry.', exampleId), 'The entries to delete.', {
      minItems: 1,
      maxItems: 1000
    })
  },
  { description: 'What to unblock.', examples: [{ ids: [exampleId] }] }
)
export type BulkDeleteBlockListEntries = Static<typeof BulkDeleteBlockListEntries>

/** An answer of `text/csv`. */
export const BlockListCsv = text(
  'A header line, then one line per entry.',
  'Blocked Email,Date\r\nexample.org,2026-01-15T09:30:00Z'
)
