import { Type } from 'typebox'
import {
  exampleId,
  exampleTime,
  exampleWorkspace,
  id,
  idList,
  instant,
  oneOf,
  pageQuery
} from '../schemas.ts'

export const ACCOUNT = 1
export const CAMPAIGN = 2
export const resourceTypes = { 1: 'an account, whose id is its email', 2: 'a campaign' }

export const CustomTagMapping = Type.Object(
  {
    id: id('The id of the mapping.'),
    tag_id: id('The tag, by id.'),
    resource_id: id('The tagged item: the id of a campaign, or the email of an account.'),
    resource_type: oneOf('The type of the tagged item', [ACCOUNT, CAMPAIGN], resourceTypes, {
      readOnly: true
    }),
    timestamp_created: instant('When the tag was assigned.'),
    organization_id: id('The workspace that the mapping belongs to.')
  },
  {
    $id: 'CustomTagMapping',
    description: 'The assignment of a tag to a campaign or account.',
    additionalProperties: false,
    examples: [
      {
        id: '019bc0f1-7a1c-7d7e-8c4f-5b0c6f6d2a10',
        tag_id: exampleId,
        resource_id: 'anna@example.com',
        resource_type: ACCOUNT,
        timestamp_created: exampleTime,
        organization_id: exampleWorkspace
      }
    ]
  }
)
export interface CustomTagMapping extends Type.Static<typeof CustomTagMapping> {}

export const ListCustomTagMappings = Type.Object({
  ...pageQuery(exampleTime),
  resource_ids: idList('Only the mappings of these campaigns or accounts.')
})
export type ListCustomTagMappings = Type.Static<typeof ListCustomTagMappings>
