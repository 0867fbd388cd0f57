import type { Email } from '../resources/emails/schema.ts'
import type { WorldEvent } from '../world/events.ts'
import type { DeliveryWorld } from './types.ts'

const replies = ['reply_received', 'auto_reply_received']
const SNIPPET = 200

/** The body of a call, the same for every try; its members and their order are reported live. */
export function payloadOf(world: DeliveryWorld, event: WorldEvent, name: string) {
  const { campaigns, emails, leads, organization } = world
  const campaign =
    event.campaign && campaigns.has(event.campaign) ? campaigns.require(event.campaign) : undefined
  const email = event.email && emails.has(event.email) ? emails.require(event.email) : undefined
  const lead = event.lead && leads.has(event.lead) ? leads.require(event.lead) : undefined
  const lead_email = lead?.email ?? email?.lead
  const reply = email && replies.includes(event.type) ? email : undefined
  const payload = {
    timestamp: new Date(event.at).toISOString(),
    event_type: name,
    workspace: organization,
    campaign_id: event.campaign,
    unibox_url: reply ? uniboxOf(reply, organization) : null,
    campaign_name: campaign?.name,
    email_account: event.account ?? email?.eaccount,
    reply_text_snippet: reply && snippetOf(reply),
    lead_email,
    ...lead?.payload,
    ...placeOf(world, event),
    ...(reply ? replyOf(reply) : email && emailOf(email))
  }
  return { lead_email, payload: JSON.stringify(payload) }
}

/** Reported live: counted from 1. */
const placeOf = ({ events }: DeliveryWorld, event: WorldEvent) =>
  event.step === undefined
    ? undefined
    : { step: event.step + 1, variant: (event.variant ?? 0) + 1, is_first: events.isFirst(event) }

const emailOf = ({ id, subject, body }: Email) => ({
  email_id: id,
  email_subject: subject,
  email_text: body.text,
  email_html: body.html
})

const replyOf = ({ id, subject, body }: Email) => ({
  email_id: id,
  reply_subject: subject,
  reply_text: body.text,
  reply_html: body.html
})

const uniboxOf = ({ thread_id }: Email, workspace: string) =>
  `https://app.instantly.ai/app/unibox?thread_search=thread:${thread_id}&selected_wks=${workspace}`

/** A choice: 200 characters, without the quoted email. */
function snippetOf({ body: { text = '' } }: Email): string {
  const [own = ''] = text.split(/\n+(?:On [^\n]* wrote:|>)/)
  return own.trim().slice(0, SNIPPET)
}
