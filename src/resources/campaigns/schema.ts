import { Type } from 'typebox'
import {
  email,
  exampleId,
  exampleTime,
  exampleWorkspace,
  flag,
  id,
  instant,
  listOf,
  maybe,
  nullable,
  number,
  text,
  wordOf
} from '../schemas.ts'
import { AutoVariantSelect } from './auto-variant-select.ts'
import { CampaignSchedule } from './schedule.ts'
import { Sequence } from './sequence.ts'
import { campaignStatus, notSendingStatus } from './status.ts'

const strings = (description: string, example: string) =>
  Type.Optional(Type.Array(Type.String({ examples: [example] }), { description }))
const emails = (description: string) =>
  Type.Optional(listOf(email('An address.', 'team@example.com'), description))
const variables = (description: string, example: Record<string, boolean>) =>
  Type.Optional(
    Type.Unsafe<Record<string, unknown> | null>({
      type: ['object', 'null'],
      description,
      readOnly: true,
      additionalProperties: true,
      examples: [example]
    })
  )

const esps = (description: string) =>
  Type.Optional(
    Type.Array(
      wordOf('A mail provider', {
        all: 'any provider',
        google: 'Google',
        outlook: 'Microsoft',
        other: 'neither of the two'
      }),
      { description }
    )
  )

/** The fields that create a campaign. */
export const example = {
  name: 'Spring outreach',
  campaign_schedule: {
    schedules: [
      {
        name: 'Office hours',
        timing: { from: '09:00', to: '17:00' },
        days: { '1': true, '2': true, '3': true, '4': true, '5': true },
        timezone: 'America/Chicago'
      }
    ]
  },
  sequences: [
    {
      steps: [
        {
          type: 'email',
          delay: 2,
          delay_unit: 'days',
          pre_delay_unit: 'days',
          variants: [{ subject: 'A question, {{firstName}}', body: 'Hello {{firstName}},<br/>may I ask?' }]
        }
      ]
    }
  ],
  email_list: ['anna@example.com'],
  daily_limit: 50
}

export const Campaign = Type.Object(
  {
    id: id('The id of the campaign.'),
    name: Type.String({ description: 'The display name.', examples: ['Spring outreach'] }),
    pl_value: maybe(number('What a positive lead is worth.', 100)),
    status: campaignStatus('The state of the campaign', { readOnly: true }),
    is_evergreen: maybe(flag('Whether it keeps taking leads instead of completing.')),
    campaign_schedule: CampaignSchedule,
    sequences: Type.Optional(
      Type.Array(Sequence, {
        description: 'The emails to send. Only the first element is used: put all steps there.'
      })
    ),
    timestamp_created: instant('When the campaign was created.'),
    timestamp_updated: instant('When the campaign was last changed.'),
    email_gap: maybe(number('Minutes between two emails.', 10)),
    random_wait_max: maybe(number('Up to this many extra minutes between two emails, at random.', 5)),
    text_only: maybe(flag('Whether to send plain text.')),
    first_email_text_only: maybe(flag('Whether the first email goes out as plain text.')),
    email_list: strings('The accounts that send, by email.', 'anna@example.com'),
    daily_limit: maybe(number('The maximum number of emails per day.', 50)),
    stop_on_reply: maybe(flag('Whether a reply ends the sequence for that lead.')),
    email_tag_list: strings('The tags whose accounts send.', exampleId),
    link_tracking: maybe(flag('Whether clicks on links are tracked.')),
    open_tracking: Type.Optional(
      Type.Boolean({ description: 'Whether opened emails are tracked; false by default.', examples: [true] })
    ),
    stop_on_auto_reply: maybe(flag('Whether an automatic reply ends the sequence, too.')),
    daily_max_leads: Type.Optional(
      nullable(
        Type.Integer({ minimum: 0, description: 'Maximum number of new leads per day.', examples: [20] })
      )
    ),
    prioritize_new_leads: maybe(flag('Whether new leads come before follow-ups.')),
    auto_variant_select: maybe(AutoVariantSelect),
    match_lead_esp: maybe(flag('Whether to email each lead from an account with the same mail provider.')),
    not_sending_status: Type.Optional(nullable(notSendingStatus())),
    stop_for_company: maybe(flag('Whether a reply ends the sequence for everyone at that domain.')),
    core_variables: variables('The built-in variables that leads of this campaign have.', {
      firstName: true
    }),
    custom_variables: variables('The custom variables that leads of this campaign have.', {
      favouriteTea: true
    }),
    insert_unsubscribe_header: maybe(flag('Whether emails carry an unsubscribe header.')),
    allow_risky_contacts: maybe(flag('Whether to email leads with a risky address.')),
    disable_bounce_protect: maybe(flag('Whether to keep sending when many emails bounce.')),
    limit_emails_per_company_override: Type.Optional(
      nullable(
        Type.Object(
          {
            mode: wordOf('Which limit applies', {
              custom: 'this one',
              disabled: 'none'
            }),
            daily_limit: Type.Optional(
              Type.Number({
                minimum: 1,
                description: 'Maximum number of emails per day to one company.',
                examples: [3]
              })
            ),
            scope: Type.Optional(
              wordOf('What is counted', {
                per_campaign: 'the emails of this campaign',
                across_workspace: 'those of all campaigns'
              })
            )
          },
          { description: "Overrides the workspace's limit per company." }
        )
      )
    ),
    cc_list: emails('The CC recipients.'),
    bcc_list: emails('The BCC recipients.'),
    organization: Type.Optional(nullable(id('The workspace that the campaign belongs to.'))),
    owned_by: maybe(text('The user that the campaign belongs to.', exampleId)),
    ai_sdr_id: maybe(text('The AI sales agent that created the campaign.', exampleId)),
    provider_routing_rules: Type.Optional(
      Type.Array(
        Type.Object({
          action: Type.Optional(wordOf('What the rule says', { send: 'send', do_not_send: 'do not' })),
          recipient_esp: esps('The providers of the leads that the rule applies to.'),
          sender_esp: esps('The providers of the accounts that the rule applies to.')
        }),
        { description: 'Which providers may send to which.' }
      )
    )
  },
  {
    $id: 'Campaign',
    description: 'A sequence of emails to many leads, with its schedule and settings.',
    additionalProperties: false,
    examples: [
      {
        id: exampleId,
        status: 1,
        timestamp_created: exampleTime,
        timestamp_updated: exampleTime,
        open_tracking: false,
        organization: exampleWorkspace,
        ...example
      }
    ]
  }
)
export interface Campaign extends Type.Static<typeof Campaign> {}
