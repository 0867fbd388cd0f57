import { Type } from 'typebox'
import { exampleId, flag, number, pageQuery, text } from '../schemas.ts'
import { filteredType } from './event-types.ts'
import { example, Webhook } from './schema.ts'

export const CreateWebhook = Type.Omit(
  Webhook,
  ['id', 'organization', 'timestamp_created', 'status', 'timestamp_error'],
  { description: 'The webhook to create.', additionalProperties: false, examples: [example] }
)
export type CreateWebhook = Type.Static<typeof CreateWebhook>

export const PatchWebhook = Type.Partial(CreateWebhook, {
  description: 'The changes. Headers are replaced as a whole; null unsets a field.',
  additionalProperties: false,
  minProperties: 1,
  examples: [{ name: 'Replies of the spring', event_type: 'all_events' }]
})
export type PatchWebhook = Type.Static<typeof PatchWebhook>

export const ListWebhooks = Type.Object({
  ...pageQuery(),
  campaign: Type.Optional(text('Only the webhooks of this campaign.', exampleId)),
  event_type: Type.Optional(filteredType('Only webhooks for this event'))
})
export type ListWebhooks = Type.Static<typeof ListWebhooks>

export const EventTypes = Type.Object(
  {
    event_types: Type.Optional(
      Type.Array(
        Type.Object({
          id: Type.Optional(text('Its name in webhooks.', 'email_sent')),
          label: Type.Optional(text('Its display name.', 'Email Sent')),
          type: Type.Optional(text('`standard`, or `custom_label` for one about labels.', 'standard'))
        }),
        { description: 'One item per type of event.' }
      )
    )
  },
  { description: 'The types of events.' }
)
export type EventTypes = Type.Static<typeof EventTypes>

export const WebhookTestResult = Type.Object(
  {
    success: Type.Optional(flag('Whether the response had a status from 200 to 299.', true)),
    message: Type.Optional(text('The result in words.', 'Webhook test successful')),
    response_time_ms: Type.Optional(number('The response time in milliseconds.', 12)),
    status_code: Type.Optional(number('The status of the response.', 200)),
    error: Type.Optional(text('Why the call failed.', 'Connection refused'))
  },
  {
    description: 'The result of one call.',
    examples: [{ success: true, message: 'Webhook test successful', response_time_ms: 12, status_code: 200 }]
  }
)
export type WebhookTestResult = Type.Static<typeof WebhookTestResult>
