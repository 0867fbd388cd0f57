import { Type } from 'typebox'
import { exampleId, exampleTime, flag, maybe, number, text, wordOf } from '../../schemas.ts'
import { sendingMessages } from './sending-codes.ts'

const count = (description: string, example: number) => Type.Optional(number(description, example))
const whether = (description: string, example = false) => Type.Optional(flag(description, example))

const issueTracking = Type.Object(
  {
    current_status_code: maybe(text('The `status` of this check.', 'healthy')),
    issue_first_seen_at: maybe(text('Since when this has been the status.', exampleTime)),
    consecutive_loops_with_issue: count('How many checks in a row found this status.', 0),
    last_healthy_send_at: maybe(text('When the last email went out.', exampleTime))
  },
  { description: 'Since when this has been so.' }
)

const accountsSummary = Type.Object(
  {
    total_connected: count('How many accounts the campaign has.', 5),
    available: count('How many of them can send.', 3),
    unavailable: Type.Optional(
      Type.Object(
        {
          daily_limit_hit: count('Those that have reached their daily limit.', 1),
          slow_ramp_limit_hit: count('Those that have reached the limit of their slow start.', 0),
          disconnected: count('Those that are not connected.', 1),
          global_gap_not_met: count('Those that have just sent.', 0)
        },
        { description: 'Why the others cannot.' }
      )
    )
  },
  { description: 'The sending accounts.' }
)

/** Written at each look at a campaign; outside its schedule parts may be missing. */
export const Diagnostics = Type.Object(
  {
    campaign_id: Type.Optional(text('The campaign.', exampleId)),
    subsequence_id: Type.Optional(text('The subsequence, where it is about one.', exampleId)),
    last_updated: Type.Optional(text('When the campaign was checked.', exampleTime)),
    status: maybe(wordOf('What keeps it from sending', sendingMessages, { examples: ['healthy'] })),
    issue_tracking: Type.Optional(issueTracking),
    accounts_summary: Type.Optional(accountsSummary),
    campaign_daily_limit: Type.Optional(
      Type.Object(
        {
          limit: count('The maximum number of emails per day.', 100),
          sent: count('How many went out today.', 50),
          limit_hit: whether('Whether the limit is reached for today.')
        },
        { description: 'The daily limit of the campaign.' }
      )
    ),
    new_lead_limit: Type.Optional(
      Type.Object(
        {
          enabled: whether('Whether there is a limit.', true),
          limit: maybe(number('Maximum number of new leads per day.', 50)),
          contacted: count('How many were emailed today.', 25),
          limit_hit: whether('Whether the limit is reached for today.')
        },
        { description: 'The daily limit of new leads.' }
      )
    ),
    schedule_status: Type.Optional(
      Type.Object(
        { in_schedule: whether('Whether the campaign is within its sending hours.', true) },
        { description: 'The schedule.' }
      )
    ),
    send_one_by_one: Type.Optional(
      Type.Object(
        {
          enabled: whether('Whether emails go out one at a time.'),
          single_account_per_wait_gap: whether('Whether only one account sends in each gap.')
        },
        { description: 'Sending one at a time.' }
      )
    ),
    follow_ups_waiting: Type.Optional(
      Type.Object(
        {
          count: count('How many there are.', 10),
          earliest_wait_time_seconds: maybe(number('Seconds until the first of them is due.', 3600))
        },
        { description: 'The follow-ups that are not due yet.' }
      )
    ),
    esp_routing_status: Type.Optional(
      Type.Object(
        {
          enabled: whether('Whether leads are emailed from accounts with the same mail provider.'),
          waiting_for_match: whether('Whether an account of the right provider is missing.'),
          connected_esps: Type.Optional(
            Type.Array(number('The number of a provider.', 1), {
              description: 'The providers of the sending accounts.'
            })
          )
        },
        { description: 'The matching of mail providers.' }
      )
    ),
    domain_limiter: Type.Optional(
      Type.Object(
        {
          active: whether('Whether there is a limit.'),
          domains_at_limit: count('How many companies have reached it.', 0)
        },
        { description: 'The daily limit of emails to one company.' }
      )
    ),
    leads_status: Type.Optional(
      Type.Object(
        {
          no_leads_ready: whether('Whether no lead is due.'),
          account_unavailable_skips: count('How many leads wait for an account.', 0),
          delay_not_met_skips: count('How many leads wait for their next step to be due.', 0)
        },
        { description: 'The leads that are due, or wait.' }
      )
    )
  },
  {
    description: 'The result of the last check of the campaign; null before the first.',
    additionalProperties: true
  }
)
