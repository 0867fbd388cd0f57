import type { Email } from '../resources/emails/schema.ts'
import { RECEIVED, SENT } from '../resources/emails/types.ts'
import type { Lead } from '../resources/leads/schema.ts'
import { BOUNCED, COMPLETED, SKIPPED, UNSUBSCRIBED } from '../resources/leads/status.ts'
import type { EventType, NewEvent } from '../world/events.ts'
import type { Simulated } from './simulated.ts'

type Past = NewEvent & { at: number }

/**
 * Derives past events from the emails and leads of a seed or fixture and records them, so that analytics agree with the
 * data. No listener is called.
 */
export function recordHistory(world: Simulated): void {
  const past = [...world.emails.all().flatMap(ofEmail), ...world.leads.all().flatMap(ofLead)]
  world.transaction(() => {
    for (const event of past.toSorted((a, b) => a.at - b.at)) world.events.record(event)
  })
}

function ofEmail(email: Email): Past[] {
  const type = typeOf(email)
  if (!type || !email.campaign_id || !email.lead_id) return []
  return [
    {
      type,
      at: Date.parse(email.timestamp_created),
      campaign: email.campaign_id,
      subsequence: email.subsequence_id ?? undefined,
      lead: email.lead_id,
      account: email.eaccount,
      ...placeOf(email.step),
      email: email.id,
      value: type === 'email_sent' ? email.lead?.split('@')[1] : null
    }
  ]
}

function typeOf({ ue_type, is_auto_reply }: Email): EventType | undefined {
  if (ue_type === SENT) return 'email_sent'
  if (ue_type !== RECEIVED) return undefined
  return is_auto_reply ? 'auto_reply_received' : 'reply_received'
}

const ends: Record<number, EventType | undefined> = {
  [COMPLETED]: 'campaign_completed',
  [BOUNCED]: 'email_bounced',
  [UNSUBSCRIBED]: 'lead_unsubscribed',
  [SKIPPED]: 'lead_skipped'
}

function ofLead(lead: Lead): Past[] {
  const { id, campaign, status_summary, status } = lead
  if (!campaign) return []
  const { from, stepID } = status_summary.lastStep ?? {}
  const about = { campaign, lead: id, account: from }
  const reactions = [
    ...times('email_opened', lead.email_open_count, lead.timestamp_last_open, {
      step: lead.email_opened_step ?? undefined,
      variant: lead.email_opened_variant ?? undefined
    }),
    ...times('link_clicked', lead.email_click_count, lead.timestamp_last_click, {
      step: lead.email_clicked_step ?? undefined,
      variant: lead.email_clicked_variant ?? undefined
    }),
    ...times('lead_interest_changed', 1, lead.timestamp_last_interest_change, {
      value: lead.lt_interest_status ?? null
    })
  ]
  const type = ends[status]
  const end = type ? [{ type, at: Date.parse(lead.timestamp_updated), ...placeOf(stepID) }] : []
  return [...reactions, ...end].map((event) => ({ ...about, ...event }))
}

/** The last event at the lead's own timestamp, each earlier one a minute before the next. */
function times(
  type: EventType,
  count: number,
  last: string | null | undefined,
  rest: Partial<NewEvent>
): Past[] {
  if (!last) return []
  return Array.from({ length: count }, (_, index) => ({
    type,
    at: Date.parse(last) - index * 60_000,
    ...rest
  }))
}

/** `0_1_0` is the second step in its first variant; both count from 0. */
function placeOf(stepID: string | null | undefined): Pick<NewEvent, 'step' | 'variant'> {
  const [, step, variant] = stepID?.split('_').map(Number) ?? []
  return { step, variant }
}
