import { notFound } from '../../errors.ts'
import type { JsonDocument } from '../../world/document.ts'
import type { World } from '../../world/world.ts'
import { addressOf } from '../address.ts'
import { messageIdByHand } from './by-hand.ts'
import type { EmailCollection } from './collection.ts'
import type { Neighbours } from './neighbours.ts'
import { previewOf } from './preview.ts'
import type { Email } from './schema.ts'
import { wholeSecond } from './second.ts'
import { MANUAL } from './types.ts'

type Draft = Pick<Email, 'eaccount' | 'subject' | 'body' | 'to_address_email_list'> &
  Partial<Email> & { assigned_to?: string }

/**
 * Sends an email manually, in the thread of another. Without copies, their lists are empty texts, and there is no step
 * (recorded). The answer has its instant in milliseconds, the stored email in seconds.
 */
export function sending(world: World, emails: EmailCollection, { accounts, leads }: Neighbours) {
  const { clock, events, ids } = world

  const touchLead = (id: Email['lead_id'], account: string, assigned_to: string | undefined): void => {
    if (!id || !leads.has(id)) return
    leads.update(id, ({ timestamp_updated }) => {
      const now = clock.timestampAfter(timestamp_updated)
      return {
        timestamp_last_contact: now,
        timestamp_last_touch: now,
        timestamp_updated: now,
        last_contacted_from: account,
        ...(assigned_to && { assigned_to })
      }
    })
  }

  return ({ assigned_to, ...draft }: Draft, original: Email): JsonDocument<Email> => {
    const account = addressOf(draft.eaccount)
    if (!accounts.has(account)) throw notFound('Account not found')
    const now = clock.timestamp()
    const { campaign_id, subsequence_id, list_id, lead, lead_id, thread_id } = original
    const email: Email = {
      cc_address_email_list: '',
      bcc_address_email_list: '',
      ...draft,
      id: emails.freshId(),
      timestamp_created: now,
      timestamp_email: now,
      message_id: messageIdByHand(ids.v7(clock.now()), account),
      from_address_email: account,
      organization_id: world.organization,
      campaign_id,
      subsequence_id,
      list_id,
      lead,
      lead_id,
      eaccount: account,
      ue_type: MANUAL,
      is_focused: 1,
      thread_id,
      content_preview: previewOf(draft.body)
    }
    const second = wholeSecond(now)
    emails.insert({ ...email, timestamp_created: second, timestamp_email: second })
    touchLead(lead_id, account, assigned_to)
    events.emit({
      type: 'manual_sent',
      campaign: campaign_id ?? undefined,
      subsequence: subsequence_id ?? undefined,
      lead: lead_id ?? undefined,
      account,
      email: email.id
    })
    return emails.form(email)
  }
}
