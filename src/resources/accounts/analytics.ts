import { type Static, Type } from 'typebox'
import { error } from '../../http/error-schemas.ts'
import { exampleEmail, integer, listOf, mapOf, number, text } from '../schemas.ts'

const account = text('The email of an account.', exampleEmail)

export const WarmupAnalyticsOf = Type.Object(
  { emails: listOf(account, 'The accounts to include.', { minItems: 1, maxItems: 100 }) },
  { examples: [{ emails: [exampleEmail] }] }
)

const Day = Type.Object({
  sent: Type.Optional(number('Warm-up emails sent.', 15)),
  landed_inbox: Type.Optional(number('Those that reached an inbox.', 13)),
  landed_spam: Type.Optional(number('Those that landed in spam.', 2)),
  received: Type.Optional(number('Warm-up emails received.', 15))
})

const Sum = Type.Object({
  sent: Type.Optional(number('Warm-up emails sent.', 15)),
  received: Type.Optional(number('Warm-up emails received.', 15)),
  landed_inbox: Type.Optional(number('Those that reached an inbox.', 13)),
  landed_spam: Type.Optional(number('Those that landed in spam.', 2)),
  health_score_label: Type.Optional(text('The score as text.', '87%')),
  health_score: Type.Optional(number('The percentage that reached an inbox.', 87))
})

export const WarmupAnalytics = Type.Object(
  {
    email_date_data: Type.Optional(
      mapOf(mapOf(Day, 'By date.'), 'By email, then by date. Figures that are zero are left out.')
    ),
    aggregate_data: Type.Optional(mapOf(Sum, 'Totals by email.'))
  },
  {
    description: 'The warm-up of the last seven days; unknown accounts are missing.',
    examples: [
      {
        email_date_data: {
          [exampleEmail]: { '2026-01-14': { sent: 15, landed_inbox: 13, landed_spam: 2, received: 15 } }
        },
        aggregate_data: {
          [exampleEmail]: {
            sent: 15,
            received: 15,
            landed_inbox: 13,
            landed_spam: 2,
            health_score_label: '87%',
            health_score: 87
          }
        }
      }
    ]
  }
)
export type WarmupAnalytics = Static<typeof WarmupAnalytics>

export const DailyAnalyticsQuery = Type.Object({
  start_date: Type.Optional(text('The first day; thirty days in all by default.', '2026-01-01')),
  end_date: Type.Optional(text('The last day; today by default.', '2026-01-15')),
  emails: Type.Optional(
    listOf(account, 'The accounts to include; repeat the parameter for more.', {
      minItems: 1,
      maxItems: 200,
      examples: [[exampleEmail]]
    })
  )
})
export type DailyAnalyticsQuery = Static<typeof DailyAnalyticsQuery>

export const DailyAnalytics = Type.Array(
  Type.Object({
    date: text('The day.', '2026-01-14'),
    email_account: text('The account that sent.', exampleEmail),
    sent: integer('Campaign emails sent, those of subsequences included.', 40),
    bounced: integer('Those that bounced.', 1),
    contacted: integer('Distinct leads emailed.', 38),
    new_leads_contacted: integer('Leads emailed for the first time.', 20),
    opened: integer('Opens, repeats included.', 25),
    unique_opened: integer('Leads that opened an email.', 18),
    replies: integer('Replies.', 4),
    unique_replies: integer('Leads that replied.', 3),
    replies_automatic: integer('Automatic replies.', 2),
    unique_replies_automatic: integer('Leads that sent an automatic reply.', 2),
    clicks: integer('Clicks on links, repeats included.', 6),
    unique_clicks: integer('Leads that clicked a link.', 5)
  }),
  { description: 'A row for each account and day on which anything happened, by date.' }
)
export type DailyAnalytics = Static<typeof DailyAnalytics>

export const AnalyticsTooLarge = error(
  413,
  'Payload Too Large',
  'Analytics request is too large for this workspace. Add an emails filter or request a smaller date range.',
  'There are too many accounts or days.'
)
