import { Type } from 'typebox'
import {
  email,
  exampleEmail,
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
import { providerCode } from './provider.ts'
import { accountStatus, warmupStatus } from './status.ts'
import { Warmup } from './warmup.ts'

const StatusMessage = Type.Object(
  {
    code: Type.Optional(text('The kind of failure.', 'EENVELOPE')),
    command: Type.Optional(text('The SMTP command that failed.', 'DATA')),
    response: Type.Optional(text('What the mail server said.', '550-5.4.5 Daily sending limit exceeded')),
    e_message: Type.Optional(
      text(
        'The whole error, in lower case.',
        'error: data command failed: 550-5.4.5 daily sending limit exceeded'
      )
    ),
    responseCode: Type.Optional(number('The number of the server’s answer.', 550))
  },
  { description: 'Why the status is negative; absent otherwise.', additionalProperties: true, ...readOnly }
)

/** The fields that create an account, without its credentials. */
export const example = {
  email: exampleEmail,
  first_name: 'Anna',
  last_name: 'Example',
  warmup: { limit: 20, reply_rate: 0.3 },
  daily_limit: 40,
  provider_code: 2,
  sending_gap: 10
}

export const exampleAccount = {
  timestamp_created: exampleTime,
  timestamp_updated: exampleTime,
  added_by: exampleId,
  status: 1,
  organization: exampleWorkspace,
  warmup_status: 1,
  setup_pending: false,
  is_managed_account: false,
  stat_warmup_score: 85,
  ...example
}

export const Account = Type.Object(
  {
    email: email('The address that it sends from, which is also its id.'),
    timestamp_created: instant('When the account was added.'),
    timestamp_updated: instant('When the account was last changed.'),
    first_name: text('The first name that recipients see.', 'Anna'),
    last_name: text('The last name that recipients see.', 'Example'),
    warmup: Type.Optional(Warmup),
    added_by: maybe(id('The user who added the account.')),
    daily_limit: maybe(number('The maximum number of campaign emails per day.', 40)),
    daily_limit_max: maybe(number('The highest daily limit that AirMail allows.', 100, readOnly)),
    warmup_limit_max: maybe(number('The highest warm-up limit that AirMail allows.', 100, readOnly)),
    modified_by: maybe(id('The user who last changed the account.')),
    tracking_domain_name: maybe(text('The host name that tracked links go to.', 'track.example.com')),
    tracking_domain_status: maybe(text('The state of the tracking domain.', 'active')),
    status: Type.Optional(accountStatus('The state of the account', readOnly)),
    enable_slow_ramp: maybe(flag('Whether the number of emails a day grows slowly.')),
    inbox_placement_test_limit: maybe(
      number('The maximum number of inbox placement test emails per day.', 10, { minimum: 0 })
    ),
    organization: id('The workspace that the account belongs to.'),
    warmup_status: warmupStatus(),
    status_message: Type.Optional(StatusMessage),
    timestamp_warmup_start: maybe(instant('When warm-up was first switched on.')),
    provider_code: providerCode('The mailbox provider'),
    setup_pending: flag('Whether the account is still being set up.', false, readOnly),
    is_managed_account: flag('Whether it was bought ready to use.', false, readOnly),
    stat_warmup_score: maybe(
      number('The percentage of warm-up emails that reached the inbox in the last seven days.', 85, readOnly)
    ),
    sending_gap: Type.Optional(
      number('Minutes between two emails, across all campaigns.', 10, {
        minimum: 0,
        maximum: 1440
      })
    ),
    signature: maybe(text('The signature below each email.', 'Kind regards, Anna')),
    reply_to: maybe(email('The address that replies go to instead.', 'replies@example.com')),
    autofix_failed: maybe(
      flag(
        'Whether automatic reconnection failed; false once it has succeeded, absent until then.',
        false,
        readOnly
      )
    )
  },
  {
    $id: 'Account',
    description: 'A mailbox that campaigns send from.',
    additionalProperties: false,
    examples: [exampleAccount]
  }
)
export interface Account extends Type.Static<typeof Account> {}
