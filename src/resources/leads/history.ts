import { Type } from 'typebox'
import { exampleEmail, exampleTime, flag, instant, maybe, number, readOnly, text } from '../schemas.ts'

const from = text('The account that it was sent from.', exampleEmail)
const stepID = text('Its sequence, step and variant, each counted from 0.', '0_0_0')
const executed = text('When it was sent.', exampleTime, { format: 'date-time' })

export const statusSummary = Type.Object(
  {
    lastStep: Type.Optional(
      Type.Object(
        {
          from: Type.Optional(from),
          stepID: Type.Optional(stepID),
          timestamp_executed: Type.Optional(executed)
        },
        { description: 'The last email of the campaign.' }
      )
    ),
    domain_complete: Type.Optional(flag('Whether the campaign has ended for everyone at that domain.', true))
  },
  { description: 'The progress of the campaign with this lead.', ...readOnly }
)

/** Here the timestamp's name has a different style. */
export const statusSummarySubseq = Type.Object(
  {
    from: Type.Optional(from),
    stepID: Type.Optional(stepID),
    timestampExecuted: Type.Optional(executed)
  },
  { description: 'The progress of the subsequence with this lead.', ...readOnly }
)

export const lastStep = {
  last_step_from: maybe(text('The account that sent the last email.', exampleEmail, readOnly)),
  last_step_id: maybe(text('The position of the last email in its sequence.', '0_0_0', readOnly)),
  last_step_timestamp_executed: maybe(instant('When the last email was sent.'))
}

const step = (done: string) =>
  maybe(number(`The step of the email that the lead last ${done}, from 0.`, 1, readOnly))
const variant = (done: string) =>
  maybe(number(`The variant of the email that the lead last ${done}, from 0.`, 1, readOnly))

export const reactions = {
  email_opened_step: step('opened'),
  email_opened_variant: variant('opened'),
  email_replied_step: step('replied to'),
  email_replied_variant: variant('replied to'),
  email_clicked_step: step('clicked a link in'),
  email_clicked_variant: variant('clicked a link in')
}

export const timestamps = {
  timestamp_added_subsequence: maybe(instant('When the lead entered its subsequence.')),
  timestamp_last_contact: maybe(instant('When the lead was last emailed.')),
  timestamp_last_open: maybe(instant('When the lead last opened an email.')),
  timestamp_last_reply: maybe(instant('When the lead last replied.')),
  timestamp_last_interest_change: maybe(instant('When the interest status was last set.')),
  timestamp_last_click: maybe(instant('When the lead last clicked a link.'))
}
