import type { Faker } from '@faker-js/faker'
import type { Lead } from '../leads/schema.ts'
import type { Turn } from './seed-conversation.ts'

/** The emails that follow from the lead's own history: the steps sent, and each reply counted. */
export function turnsOf(lead: Lead, index: number, faker: Faker): Turn[] {
  const { stepID, timestamp_executed: executed } = lead.status_summary.lastStep ?? {}
  if (!stepID || !executed) return []
  const turns = [...sent(lead, stepID, executed, faker), ...answers(lead, stepID, executed, faker)]
  return [...turns, ...later(lead, index)].toSorted((a, b) => Number(new Date(a.at)) - Number(new Date(b.at)))
}

/** The lead's last step; for leads who replied, the earlier ones as well. */
function sent(lead: Lead, stepID: string, executed: string, faker: Faker): Turn[] {
  const last = Number(stepID.split('_')[1])
  const between = { from: lead.timestamp_created, to: executed }
  const moments = last && lead.email_reply_count ? faker.date.betweens({ ...between, count: last }) : []
  const earlier = moments.map((at, step): Turn => ({ kind: 'sent', at, own: { step: `0_${step}_0` } }))
  return [...earlier, { kind: 'sent', at: executed, own: { step: stepID } }]
}

/** Automatic replies of leads who are out of office, which are not counted. */
function answers(lead: Lead, step: string, executed: string, faker: Faker): Turn[] {
  const { email_reply_count: count, timestamp_last_reply: last, lt_interest_status: i_status } = lead
  if (!last) return []
  const between = { from: executed, to: last }
  const moments = faker.date.betweens({ ...between, count: count - 1 })
  const earlier = moments.map((at): Turn => ({ kind: 'received', at, own: { step } }))
  const automatic: Turn = { kind: 'automatic', at: faker.date.between(between), own: { step } }
  return [
    ...(i_status === 0 ? [automatic] : []),
    ...earlier,
    { kind: 'received', at: last, own: { step, ...(typeof i_status === 'number' && { i_status }) } }
  ]
}

/** Emails from a subsequence, manual ones, and scheduled ones. */
function later(lead: Lead, index: number): Turn[] {
  const { stepID, timestampExecuted } = lead.status_summary_subseq ?? {}
  const { subsequence_id, timestamp_last_touch: touched } = lead
  return [
    ...(stepID && timestampExecuted
      ? [{ kind: 'sent' as const, at: timestampExecuted, own: { step: stepID, subsequence_id } }]
      : []),
    ...(lead.last_contacted_from && touched ? [{ kind: 'manual' as const, at: touched }] : []),
    ...(lead.status === 1 && index % 8 === 0
      ? [{ kind: 'scheduled' as const, at: lead.timestamp_updated }]
      : [])
  ]
}
