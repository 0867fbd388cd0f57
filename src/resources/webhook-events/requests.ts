import { Type } from 'typebox'
import { flag, number, pageQuery, text } from '../schemas.ts'

const days = {
  from: Type.Optional(
    text('The first day, in UTC; the beginning by default.', '2026-01-01', { format: 'date' })
  ),
  to: Type.Optional(text('The last day, in UTC; today by default.', '2026-01-31', { format: 'date' }))
}

export const ListWebhookEvents = Type.Object({
  ...pageQuery(),
  success: Type.Optional(flag('Only calls that succeeded, or only those that failed.', true)),
  ...days,
  search: Type.Optional(
    text('The exact URL that was called, or the email address of the lead.', 'ben@example.org')
  )
})
export type ListWebhookEvents = Type.Static<typeof ListWebhookEvents>

export const WebhookEventsPeriod = Type.Object(days)
export type WebhookEventsPeriod = Type.Static<typeof WebhookEventsPeriod>

const counts = {
  total_events: number('How many calls there were.', 100),
  successful_events: number('How many succeeded.', 90),
  failed_events: number('How many failed.', 10),
  success_rate: number('The percentage that succeeded.', 90)
}

export const WebhookEventsSummary = Type.Object(
  { ...counts, failure_rate: number('The percentage that failed.', 10) },
  { description: 'The calls of all these days, counted.' }
)
export type WebhookEventsSummary = Type.Static<typeof WebhookEventsSummary>

export const WebhookEventsSummaryByDate = Type.Object(
  {
    items: Type.Optional(
      Type.Array(
        Type.Object({ date: text('The day, in UTC.', '2026-01-15', { format: 'date' }), ...counts }),
        {
          description: 'One item per day with calls.'
        }
      )
    )
  },
  { description: 'The calls of each day, counted.' }
)
export type WebhookEventsSummaryByDate = Type.Static<typeof WebhookEventsSummaryByDate>
