import type { Faker } from '@faker-js/faker'
import type { Campaign } from '../campaigns/schema.ts'
import { DRAFT } from '../campaigns/status.ts'
import type { Lead } from './schema.ts'
import { ACTIVE, BOUNCED, COMPLETED, interestStatuses, PAUSED, SKIPPED, UNSUBSCRIBED } from './status.ts'

/** The history of a lead, and the counts that follow from it. */
type History = Partial<Lead> &
  Pick<
    Lead,
    | 'status'
    | 'status_summary'
    | 'email_open_count'
    | 'email_reply_count'
    | 'email_click_count'
    | 'timestamp_updated'
  >

type Clock = () => string
type Step = { step: number; variant: number }

const untouched = { status_summary: {}, email_open_count: 0, email_reply_count: 0, email_click_count: 0 }
const afterContact = [ACTIVE, COMPLETED, ACTIVE, BOUNCED, COMPLETED, UNSUBSCRIBED, COMPLETED]
const beforeContact = [ACTIVE, PAUSED, ACTIVE, SKIPPED]

/** The number of a label that the workspace may have. */
const LABEL = 60

/** In chronological order, for a lead that its campaign may have written to. */
export function historyOf(
  index: number,
  { campaign, subsequence }: { campaign?: Campaign; subsequence?: string },
  created: Date,
  faker: Faker
): History {
  const clock = clockFrom(created, faker)
  const begun = campaign && index % 5 !== 4 ? lastStepOf(campaign, index, clock, faker) : undefined
  const entered = subsequence && { timestamp_added_subsequence: clock() }
  if (!campaign || !begun) {
    const status = campaign && !subsequence ? faker.helpers.arrayElement(beforeContact) : ACTIVE
    return { ...untouched, status, ...entered, timestamp_updated: clock() }
  }
  const status = subsequence ? ACTIVE : faker.helpers.arrayElement(afterContact)
  const reacted = status === BOUNCED ? {} : reactionsOf(campaign, index, begun.at, clock)
  return {
    ...untouched,
    status,
    ...begun.history,
    ...reacted,
    ...(subsequence && index % 3 === 0 && subsequenceStep(campaign, clock)),
    ...entered,
    timestamp_last_touch: clock(),
    timestamp_updated: clock()
  }
}

/** Each time later than the previous one, and none after the date of the seed. */
function clockFrom(created: Date, faker: Faker): Clock {
  let last = created
  return () => {
    const left = faker.defaultRefDate().getTime() - last.getTime()
    last = new Date(last.getTime() + Math.floor(left * faker.number.float({ min: 0.01, max: 0.2 })))
    return last.toISOString()
  }
}

/** The last email, if the campaign can have sent any. */
function lastStepOf({ status, sequences, email_list }: Campaign, index: number, clock: Clock, faker: Faker) {
  const steps = sequences?.[0]?.steps ?? []
  const from = email_list?.[index % email_list.length]
  if (status === DRAFT || !steps.length || !from) return undefined
  const { step, variant } = faker.helpers.arrayElement(
    steps.map(({ variants }, step) => ({ step, variant: index % variants.length }))
  )
  const sent = clock()
  const stepID = `0_${step}_${variant}`
  return {
    at: { step, variant },
    history: {
      status_summary: {
        lastStep: { from, stepID, timestamp_executed: sent },
        ...(index % 11 === 0 && { domain_complete: true })
      },
      timestamp_last_contact: sent,
      // For leads older than `status_summary`.
      ...(index % 13 === 0 && {
        last_step_from: from,
        last_step_id: stepID,
        last_step_timestamp_executed: sent
      }),
      ...(index % 9 === 0 && { last_contacted_from: from })
    }
  }
}

const subsequenceStep = ({ email_list }: Campaign, clock: Clock) => ({
  status_summary_subseq: { from: email_list?.[0], stepID: '0_0_0', timestampExecuted: clock() }
})

/** Only what the campaign tracks is counted; most leads that reply have an interest. */
function reactionsOf(
  campaign: Campaign,
  index: number,
  { step, variant }: Step,
  clock: Clock
): Partial<Lead> {
  const hasOpened = campaign.open_tracking && index % 2 === 0
  const hasClicked = campaign.link_tracking && index % 3 === 0
  const hasReplied = index % 4 === 1
  const interests = [...interestStatuses, LABEL, undefined]
  const interest = hasReplied ? interests[((index - 1) / 4) % interests.length] : undefined
  return {
    ...(hasOpened && {
      email_open_count: 1 + (index % 3),
      email_opened_step: step,
      email_opened_variant: variant,
      timestamp_last_open: clock()
    }),
    ...(hasClicked && {
      email_click_count: 1,
      email_clicked_step: step,
      email_clicked_variant: variant,
      timestamp_last_click: clock()
    }),
    ...(hasReplied && {
      email_reply_count: 1 + (index % 2),
      email_replied_step: step,
      email_replied_variant: variant,
      timestamp_last_reply: clock()
    }),
    ...(interest !== undefined && {
      lt_interest_status: interest,
      timestamp_last_interest_change: clock()
    })
  }
}
