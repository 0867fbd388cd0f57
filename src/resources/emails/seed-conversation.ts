import type { Faker } from '@faker-js/faker'
import type { World } from '../../world/world.ts'
import { messageIdByHand, pageOf } from './by-hand.ts'
import { previewOf } from './preview.ts'
import type { Email } from './schema.ts'
import { wholeSecond } from './second.ts'
import { addresses, attachments, interest, noticing, writing } from './seed-extras.ts'
import { MANUAL, RECEIVED, SCHEDULED, SENT } from './types.ts'

/** Who talks with whom, since when, and what all its emails have in common. */
export type Thread = {
  eaccount: string
  email: string
  name: string
  subject: string
  since: string
  of: Partial<Email>
}

export type Kind = 'sent' | 'received' | 'automatic' | 'stray' | 'manual' | 'scheduled'

/** The emails of a thread, in order. */
export function conversation(thread: Thread, kinds: readonly Kind[], world: World, faker: Faker): Email[] {
  const { eaccount, email, name, of } = thread
  const moments = faker.date.betweens({ from: thread.since, to: faker.defaultRefDate(), count: kinds.length })
  let step = -1
  return kinds.map((kind, index): Email => {
    const moment = wholeSecond(String(moments[index]?.toISOString()))
    const id = world.ids.v7(Date.parse(moment))
    if (kind === 'sent') step += 1
    const subject = index === 0 ? thread.subject : `Re: ${thread.subject}`
    const text = textOf(kind, name, faker)
    const html = text.replaceAll('\n', '<br/>')
    const common = {
      id,
      timestamp_created: moment,
      timestamp_email: moment,
      subject,
      organization_id: world.organization,
      ...of
    }
    const outgoing = {
      ...common,
      message_id: `<${id}@${eaccount.split('@')[1]}>`,
      from_address_email: eaccount,
      to_address_email_list: email,
      eaccount,
      body: { html },
      is_focused: 1
    }
    const incoming = {
      ...common,
      message_id: `<${id}@${email.split('@')[1]}>`,
      from_address_email: email,
      to_address_email_list: eaccount,
      eaccount,
      ue_type: RECEIVED,
      is_unread: faker.number.int({ max: 1 }),
      content_preview: previewOf({ text }),
      ...addresses(thread, faker)
    }
    switch (kind) {
      case 'sent':
        return { ...outgoing, ue_type: SENT, step: `0_${step}_0`, is_unread: 0 }
      case 'scheduled':
        return { ...outgoing, ue_type: SCHEDULED, ...writing(faker) }
      case 'manual':
        return {
          ...outgoing,
          message_id: messageIdByHand(id, eaccount),
          body: { text, html: pageOf(subject, text) },
          cc_address_email_list: '',
          bcc_address_email_list: '',
          ue_type: MANUAL,
          content_preview: previewOf({ text }),
          ...writing(faker)
        }
      case 'stray':
        return { ...incoming, body: { text }, is_auto_reply: 0, is_focused: 1 }
      case 'automatic':
        return {
          ...incoming,
          body: { text, html },
          step: `0_${step}_0`,
          is_auto_reply: 1,
          is_focused: 0,
          i_status: 0
        }
      case 'received':
        return {
          ...incoming,
          body: { text, html },
          step: `0_${step}_0`,
          is_auto_reply: 0,
          is_focused: 1,
          ...interest(faker),
          ...noticing(moment, faker),
          ...attachments(faker)
        }
    }
  })
}

const answers = [
  'Happy to talk. Would Tuesday at ten suit you?',
  'Not for us at the moment, sorry.',
  'Could you send me the prices first?',
  'Please write to my colleague, who looks after this.'
]

function textOf(kind: Kind, name: string, faker: Faker): string {
  if (kind === 'automatic') return 'Thank you for your message. I am out of office until Monday.'
  if (kind === 'received') return faker.helpers.arrayElement(answers)
  if (kind === 'stray') return `Hello,\n\nhas my order left?\n\n${name}`
  return `Hi ${name},\n\n${faker.company.buzzPhrase()}?\n\n${faker.person.firstName()}`
}
