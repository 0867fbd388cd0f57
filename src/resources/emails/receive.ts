import type { Inbound } from '../../controls/inbound/schema.ts'
import { ApiError } from '../../errors.ts'
import type { JsonDocument } from '../../world/document.ts'
import type { World } from '../../world/world.ts'
import { addressOf } from '../address.ts'
import type { Lead } from '../leads/schema.ts'
import { htmlOf } from './body.ts'
import type { EmailCollection } from './collection.ts'
import { conversations } from './conversations.ts'
import type { Neighbours } from './neighbours.ts'
import { previewOf } from './preview.ts'
import { replies } from './replied.ts'
import type { Email } from './schema.ts'
import { wholeSecond } from './second.ts'
import { RECEIVED } from './types.ts'

/**
 * Handles an incoming email: adds it to the thread of the email that it answers or of a known lead, marks the lead as
 * replied, and emits the events.
 */
export function receiving(world: World, emails: EmailCollection, neighbours: Neighbours) {
  const known = conversations(world, emails, neighbours)
  const tellReply = replies(world, neighbours)
  return {
    receive: (mail: Inbound): JsonDocument<Email> =>
      world.transaction(() => {
        const [from, account] = [addressOf(mail.from), addressOf(mail.to)]
        if (!known.isAccount(account)) {
          throw new ApiError(404, `There is no account ${account}, wanted one of the workspace`)
        }
        const { place, lead } = known.of(from, account, mail.in_reply_to)
        const email = emailOf(mail, world, emails.freshId(), { from, account, place, lead })
        const document = emails.insert(email)
        if (email.lead) tellReply(email, lead)
        return document
      })
  }
}

type Context = { from: string; account: string; place: Partial<Email>; lead?: Lead }

function emailOf(mail: Inbound, world: World, id: string, { from, account, place, lead }: Context): Email {
  const { subject, text, html = htmlOf({ text }), is_auto_reply = false } = mail
  const moment = wholeSecond(world.clock.timestamp())
  return {
    ...place,
    id,
    timestamp_created: moment,
    timestamp_email: moment,
    message_id: `<${id}@${from.split('@')[1]}>`,
    subject,
    from_address_email: from,
    to_address_email_list: account,
    body: { text, html },
    organization_id: world.organization,
    eaccount: account,
    ue_type: RECEIVED,
    is_unread: 1,
    is_auto_reply: Number(is_auto_reply),
    is_focused: Number(!is_auto_reply),
    i_status: lead?.lt_interest_status,
    content_preview: previewOf({ text }),
    from_address_json: [{ address: from, name: lead?.email === from ? (lead.first_name ?? '') : '' }]
  }
}
