import { Type } from 'typebox'
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

const payload = {
  timestamp: exampleTime,
  event_type: 'reply_received',
  workspace: exampleWorkspace,
  campaign_id: exampleId,
  campaign_name: 'Spring outreach',
  lead_email: 'ben@example.org'
}

export const WebhookEvent = Type.Object(
  {
    id: id('The id of the record.'),
    timestamp_created: instant('When the call was made.'),
    timestamp_created_date: text('The day of the call, in UTC.', '2026-01-15', {
      format: 'date',
      ...readOnly
    }),
    organization_id: id('The workspace that the record belongs to.'),
    payload: Type.Optional(
      Type.Unsafe<Record<string, unknown>>({
        type: 'object',
        description: 'The body of the call.',
        ...readOnly,
        additionalProperties: true,
        examples: [payload]
      })
    ),
    success: flag('Whether the response had a status from 200 to 299.', true, readOnly),
    retry_count: number('How many calls for the same event came before this one.', 0, readOnly),
    will_retry: flag('Whether another call follows.', false, readOnly),
    webhook_url: text('The URL that was called.', 'http://localhost:3000/hook', readOnly),
    status_code: maybe(number('The status of the response, if there was one.', 200, readOnly)),
    error_message: maybe(text('Why the call failed.', 'HTTP 404: Not Found', readOnly)),
    timestamp_next_retry: maybe(
      text('When the next call is due, if one follows.', exampleTime, { format: 'date-time', ...readOnly })
    ),
    retry_group_id: maybe(text('An id that all calls for the same event share.', exampleId, readOnly)),
    retry_successful: maybe(flag('For a repeated call: whether it succeeded.', true, readOnly)),
    lead_email: maybe(text('The lead that the event is about.', 'ben@example.org', readOnly)),
    response_time_ms: maybe(number('The response time in milliseconds.', 12, readOnly))
  },
  {
    $id: 'WebhookEvent',
    description: 'The record of one call to a webhook.',
    additionalProperties: false,
    examples: [
      {
        id: '019bc0f1-7a1c-7d7e-8c4f-5b0c6f6d2a13',
        timestamp_created: exampleTime,
        timestamp_created_date: '2026-01-15',
        organization_id: exampleWorkspace,
        success: true,
        retry_count: 0,
        will_retry: false,
        webhook_url: 'http://localhost:3000/hook',
        payload,
        status_code: 200,
        lead_email: 'ben@example.org',
        response_time_ms: 12
      }
    ]
  }
)
export interface WebhookEvent extends Type.Static<typeof WebhookEvent> {}
