import { replyBody } from '../rendering/quotation.ts'
import { replyTo } from '../rendering/subject.ts'
import { interestChanged } from './interest.ts'
import type { React, Reaction } from './reaction.ts'

/** A reply by a person; an interest is set at the same instant (reported live: two events). */
export const replied: React = (reaction) => answer(reaction, false)

/** An automatic reply: sets a lead without an interest to out of office, unless the event has another interest. */
export const autoReplied: React = (reaction) => answer(reaction, true)

/** With `disable_auto_interest` the reply still happens; only the interest is kept. */
const withInterest = (reaction: Reaction, before: string | null | undefined) => {
  const { world, event, sent } = reaction
  const { interest, ai_interest_value } = event
  if (interest === undefined && ai_interest_value !== undefined)
    world.emails.showInterest(String(sent.lead), { ai_interest_value })
  const isKept = interest === undefined || world.leads.keepsInterest(String(sent.lead))
  if (isKept) return undefined
  // A subsequence that the reply has let the lead into would otherwise never send (a choice).
  const { subsequence_id } = world.leads.require(String(sent.lead))
  return interestChanged(reaction, !!subsequence_id && subsequence_id !== before)
}

const USUAL = { person: 'Thank you, I will have a look.', automatic: 'I am out of the office.' }

function answer(reaction: Reaction, is_auto_reply: boolean): string | undefined {
  const { world, event, sent } = reaction
  if (!world.emails.has(String(sent.email))) return 'the email is gone'
  const original = world.emails.require(String(sent.email))
  if (!world.accounts.has(original.eaccount)) return 'the account is gone'
  const { id, timestamp_email, eaccount, body, subject } = original
  const text = event.text ?? (is_auto_reply ? USUAL.automatic : USUAL.person)
  const { subsequence_id } = world.leads.require(String(sent.lead))
  const quoted = { timestamp: timestamp_email, from: eaccount, html: String(body.html) }
  world.emails.receive({
    from: String(original.lead),
    to: eaccount,
    subject: replyTo(subject),
    ...replyBody(text, event.quote === false ? undefined : quoted),
    in_reply_to: id,
    is_auto_reply
  })
  return withInterest(reaction, subsequence_id)
}
