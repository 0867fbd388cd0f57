import { Type } from 'typebox'
import { exampleId, exampleTime, maybe, text } from '../../schemas.ts'
import { Diagnostics } from './diagnostics.ts'
import { sendingMessages } from './sending-codes.ts'

const Summary = Type.Object(
  {
    status: maybe(text('What keeps it from sending now.', 'healthy')),
    status_message: maybe(text('The same in words.', sendingMessages.healthy)),
    issue_started_at: maybe(text('Since when this has been the status.', exampleTime)),
    last_healthy_send_at: maybe(text('When the last email went out.', exampleTime)),
    ai_summary: maybe(text('The same in a sentence, if requested.', 'Emails go out as planned.'))
  },
  { description: 'A summary for people.', additionalProperties: true }
)

/** Shared by campaigns and subsequences. */
export const SendingStatus = Type.Object(
  { diagnostics: maybe(Diagnostics), summary: maybe(Summary) },
  {
    description: 'Whether emails go out, and if not, why.',
    examples: [
      {
        diagnostics: {
          campaign_id: exampleId,
          last_updated: exampleTime,
          status: 'healthy',
          issue_tracking: {
            current_status_code: 'healthy',
            consecutive_loops_with_issue: 0,
            last_healthy_send_at: exampleTime
          }
        },
        summary: {
          status: 'healthy',
          status_message: sendingMessages.healthy,
          last_healthy_send_at: exampleTime
        }
      }
    ]
  }
)
export type SendingStatus = Type.Static<typeof SendingStatus>
