import { type Static, Type } from 'typebox'
import { exampleId, exampleTime, exampleWorkspace, flag, id, instant, readOnly, text } from '../schemas.ts'

export const BlockListEntry = Type.Object(
  {
    id: id('The id of the entry.'),
    timestamp_created: instant('When it was blocked.'),
    organization_id: id('The workspace that blocks it.'),
    bl_value: text('The blocked email address or domain.', 'example.org'),
    is_domain: flag('Whether it is a domain.', true, readOnly)
  },
  {
    $id: 'BlockListEntry',
    description: 'An email address or domain that campaigns never send to.',
    additionalProperties: false,
    examples: [
      {
        id: exampleId,
        timestamp_created: exampleTime,
        organization_id: exampleWorkspace,
        bl_value: 'example.org',
        is_domain: true
      }
    ]
  }
)
export interface BlockListEntry extends Static<typeof BlockListEntry> {}
