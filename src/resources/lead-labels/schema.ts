import { type Static, Type } from 'typebox'
import {
  exampleId,
  exampleTime,
  exampleWorkspace,
  flag,
  id,
  instant,
  maybe,
  number,
  readOnly,
  text
} from '../schemas.ts'
import { interestLabel } from './interest.ts'

/** The fields that create a label. */
export const example = {
  label: 'Asked for prices',
  interest_status_label: 'positive',
  description: 'Wants a quote before anything else',
  use_with_ai: true
}

export const LeadLabel = Type.Object(
  {
    id: id('The id of the label.'),
    timestamp_created: instant('When the label was created.'),
    created_by: id('The user who created the label.'),
    organization_id: id('The workspace that the label belongs to.'),
    label: text('The display name.', 'Asked for prices'),
    interest_status_label: interestLabel('What the label says about a lead'),
    interest_status: number(
      'The number that leads with this label have as their interest status; the service chooses it.',
      60,
      readOnly
    ),
    description: maybe(text('What the label is for.', 'Wants a quote before anything else')),
    use_with_ai: maybe(flag('Whether AI may give this label to replies.', true))
  },
  {
    $id: 'LeadLabel',
    description: 'A custom interest status.',
    additionalProperties: false,
    examples: [
      {
        id: exampleId,
        timestamp_created: exampleTime,
        created_by: exampleId,
        organization_id: exampleWorkspace,
        interest_status: 60,
        ...example
      }
    ]
  }
)
export interface LeadLabel extends Static<typeof LeadLabel> {}
