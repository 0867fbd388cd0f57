import { Type } from 'typebox'
import {
  exampleId,
  exampleTime,
  exampleWorkspace,
  id,
  instant,
  maybe,
  nullable,
  number,
  text
} from '../schemas.ts'
import { subscribedType } from './event-types.ts'

export const ACTIVE = 1
export const DISABLED = -1

/** The contract does not restrict it to a set of values. */
const status = () =>
  number('The state of the webhook: `1` active, `-1` disabled after its calls failed.', ACTIVE, {
    readOnly: true,
    'x-enumDescriptions': { '1': 'active', '-1': 'disabled after its calls failed' }
  })

const headers = () =>
  Type.Unsafe<Record<string, string> | null>({
    type: ['object', 'null'],
    description: 'Headers sent with each call.',
    additionalProperties: text('The value of the header.', 'Bearer of-your-own'),
    examples: [{ Authorization: 'Bearer of-your-own' }]
  })

/** The fields that create a webhook. */
export const example = {
  name: 'Replies',
  target_hook_url: 'http://localhost:3000/hook',
  event_type: 'reply_received'
}

export const Webhook = Type.Object(
  {
    id: id('The id of the webhook.'),
    organization: id('The workspace that the webhook belongs to.'),
    campaign: maybe(text('The campaign whose events it gets; all campaigns by default.', exampleId)),
    name: maybe(text('The display name.', 'Replies')),
    target_hook_url: text('The URL to call.', 'http://localhost:3000/hook', {
      format: 'uri',
      pattern: '^https?://'
    }),
    event_type: maybe(subscribedType('The event that it is called for; absent if it is called for a label')),
    custom_interest_value: maybe(number('The interest status of the label that it is called for.', 7)),
    headers: Type.Optional(headers()),
    timestamp_created: instant('When the webhook was created.'),
    status: maybe(status()),
    timestamp_error: Type.Optional(nullable(instant('When it was disabled.')))
  },
  {
    $id: 'Webhook',
    description: 'A URL that is called when an event happens.',
    additionalProperties: false,
    examples: [
      {
        id: '019bc0f1-7a1c-7d7e-8c4f-5b0c6f6d2a12',
        organization: exampleWorkspace,
        timestamp_created: exampleTime,
        ...example,
        status: ACTIVE
      }
    ]
  }
)
export interface Webhook extends Type.Static<typeof Webhook> {}
