import { type Static, Type } from 'typebox'
import { exampleId, exampleTime, exampleWorkspace, flag, id, instant, maybe, text } from '../schemas.ts'

export const LeadList = Type.Object(
  {
    id: id('The id of the list.'),
    organization_id: id('The workspace that the list belongs to.'),
    has_enrichment_task: maybe(flag('Whether to enrich each lead added to the list.')),
    owned_by: maybe(text('The user that the list belongs to: its creator by default.', exampleId)),
    name: text('The display name.', 'Spring fair visitors'),
    timestamp_created: instant('When the list was created.')
  },
  {
    $id: 'LeadList',
    description: 'A list of leads outside of campaigns.',
    additionalProperties: false,
    examples: [
      {
        id: exampleId,
        organization_id: exampleWorkspace,
        has_enrichment_task: false,
        name: 'Spring fair visitors',
        timestamp_created: exampleTime
      }
    ]
  }
)
export interface LeadList extends Static<typeof LeadList> {}
