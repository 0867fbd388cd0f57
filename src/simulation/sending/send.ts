import { threadId } from '../../resources/emails/thread.ts'
import type { Lead } from '../../resources/leads/schema.ts'
import { COMPLETED } from '../../resources/leads/status.ts'
import { subjectOf } from '../rendering/subject.ts'
import { render } from '../rendering/template.ts'
import { textOnly } from '../rendering/text-only.ts'
import { valuesOf } from '../rendering/values.ts'
import type { Simulated } from '../simulated.ts'
import type { Candidate, Search } from './candidates.ts'
import { leadEnded } from './lead-ended.ts'
import { sentEmails } from './log.ts'
import type { Sender } from './senders.ts'
import { sentWith } from './sent-with.ts'
import type { Track } from './track.ts'
import { hasTurns, stepFrom, variantOf } from './variant.ts'

/** Sends one email: stores it in the Unibox, advances the lead and logs the event. */
export function send(
  world: Simulated,
  search: Search,
  { account }: Sender,
  { lead: { id }, step }: Candidate
): void {
  const { track } = search
  const { campaign, subsequence, steps } = track
  const timestamp = world.clock.timestamp()
  const lead = world.leads.require(id)
  const email = String(lead.email)
  const chosen = steps[step]
  const variant = Number(chosen && variantOf(chosen, turnOf(world, search, step)))
  const thread = threadId(campaign.id, email)
  const values = valuesOf(lead.payload ?? {}, account)
  const chance = (place: string) => world.ids.fraction(`text/${email}/${track.id}/${step}/${place}`)
  const wording = chosen?.variants[variant]
  const broken: string[] = []
  const subject = subjectOf(
    render(
      String(wording?.subject),
      values,
      (place) => chance(`subject/${place}`),
      () => broken.push('subject')
    ),
    () => world.emails.lastSubject(thread)
  )
  const body = render(
    String(wording?.body),
    values,
    (place) => chance(`body/${place}`),
    () => broken.push('body')
  )
  const isPlain = campaign.text_only || (campaign.first_email_text_only && step === 0 && !subsequence)
  const emailId = world.emails.freshId()
  const stepID = `0_${step}_${variant}`
  world.emails.insert({
    id: emailId,
    timestamp_created: timestamp,
    timestamp_email: timestamp,
    message_id: `<${emailId}@${account.email.split('@')[1]}>`,
    subject,
    from_address_email: account.email,
    to_address_email_list: email,
    ...(campaign.cc_list?.length && { cc_address_email_list: campaign.cc_list.join(',') }),
    ...(campaign.bcc_list?.length && { bcc_address_email_list: campaign.bcc_list.join(',') }),
    body: { html: isPlain ? textOnly(body) : body },
    organization_id: world.organization,
    campaign_id: campaign.id,
    subsequence_id: subsequence?.id,
    lead: email,
    lead_id: id,
    eaccount: account.email,
    ue_type: 1,
    step: stepID,
    is_unread: 0,
    is_focused: 1,
    thread_id: thread
  })
  const isLast = stepFrom(steps, step + 1) === undefined
  world.leads.change(lead, {
    ...progress(lead, track, account.email, stepID, timestamp),
    ...(isLast && { status: COMPLETED }),
    timestamp_last_contact: timestamp,
    timestamp_last_touch: timestamp,
    timestamp_updated: timestamp
  })
  const about = {
    campaign: campaign.id,
    subsequence: subsequence?.id,
    lead: id,
    account: account.email,
    step,
    variant,
    email: emailId
  }
  const value = lead.company_domain || null
  world.events.emit({ type: 'email_sent', ...about, value, sent_with: sentWith(campaign) })
  if (broken.length) {
    const value = `a {{ is not closed in the ${broken.join(' and the ')}`
    world.events.emit({ type: 'template_broken', ...about, value })
  }
  if (isLast) {
    leadEnded(world, { campaign: campaign.id, subsequence: subsequence?.id, lead: id })
  }
}

/** How many emails of the step were sent; not counted for a step with a single variant. */
function turnOf(world: Simulated, { track, turns }: Search, step: number): number {
  const { campaign, subsequence, steps } = track
  if (!steps[step] || !hasTurns(steps[step])) return 0
  const turn = turns.get(step) ?? sentEmails(world).ofStep(campaign.id, subsequence?.id, step)
  turns.set(step, turn + 1)
  return turn
}

function progress(
  lead: Lead,
  { subsequence }: Track,
  from: string,
  stepID: string,
  at: string
): Partial<Lead> {
  if (subsequence) return { status_summary_subseq: { from, stepID, timestampExecuted: at } }
  return { status_summary: { ...lead.status_summary, lastStep: { from, stepID, timestamp_executed: at } } }
}
