import { badRequest } from '../../errors.ts'
import type { World } from '../../world/world.ts'
import { addressOf } from '../address.ts'
import type { TestEmailResult } from './answers.ts'
import { pageOf } from './by-hand.ts'
import type { EmailCollection } from './collection.ts'
import type { ForwardEmail } from './forward.ts'
import { forwarded } from './forwarded.ts'
import { attachmentsOf } from './forwarded-attachments.ts'
import type { Neighbours } from './neighbours.ts'
import type { ReplyToEmail, SendTestEmail } from './requests.ts'
import { sending } from './sending.ts'

/** Emails that a client sends manually. */
export function answering(world: World, emails: EmailCollection, neighbours: Neighbours) {
  const { accounts } = neighbours
  const send = sending(world, emails, neighbours)
  return {
    /** Goes to the sender of the email: replying to an own email addresses oneself (recorded). */
    reply({ reply_to_uuid, additional_recipients = [], ...draft }: ReplyToEmail) {
      const { html = '', text = '' } = draft.body
      if (!html && !text) throw badRequest('Email body is required')
      const original = emails.require(reply_to_uuid)
      const to = [original.from_address_email ?? original.eaccount, ...additional_recipients]
      return world.transaction(() => {
        const body = { ...draft.body, html: html || pageOf(draft.subject, text) }
        const answer = send({ ...draft, body, to_address_email_list: to.join(',') }, original)
        if (original.is_unread === 1) emails.update(original.id, () => ({ is_unread: 0 }))
        return answer
      })
    },

    forward(body: ForwardEmail) {
      const { reply_to_uuid, forwarded_attachments, include_original_body = false, ...draft } = body
      const attachment_json = attachmentsOf(forwarded_attachments)
      const original = emails.require(reply_to_uuid)
      const content = forwarded(draft.subject, draft.body, include_original_body ? original : undefined)
      return world.transaction(() => send({ ...draft, body: content, attachment_json }, original))
    },

    /** Sends nothing that the Unibox shows; failures have status 200 (documented; which addresses fail is a choice). */
    test({ eaccount }: SendTestEmail): TestEmailResult {
      const account = addressOf(eaccount)
      if (!accounts.has(account)) return { error: 'ACC_NOT_FOUND' }
      const { status = 1 } = accounts.require(account)
      if (status > 0) return { status: 'success' }
      return { error: status === -1 ? 'ACC_AUTH_ERROR' : 'ACC_UNKNOWN_ERROR' }
    }
  }
}
