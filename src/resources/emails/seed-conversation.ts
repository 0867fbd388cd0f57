import type { Faker } from '@faker-js/faker'
import type { World } from '../../world/world.ts'
import { messageIdByHand, pageOf } from './by-hand.ts'
import { previewOf } from './preview.ts'
import type { Email } from './schema.ts'
import { wholeSecond } from './second.ts'
import { addresses, attachments, interest, noticing, writing } from './seed-extras.ts'
import { MANUAL, RECEIVED, SCHEDULED, SENT } from './types.ts'

export type Kind = 'sent' | 'received' | 'automatic' | 'stray' | 'manual' | 'scheduled'

/** One email of a thread: its time, and its own fields. */
export type Turn = { kind: Kind; at: string | Date; own?: Partial<Email> }

/** The participants, and the fields that all emails share. */
export type Thread = { eaccount: string; email: string; name: string; of: Partial<Email> }

/** The emails of a thread, in order. */
export function conversation(thread: Thread, turns: Turn[], world: World, faker: Faker): Email[] {
  const subject = `${faker.company.catchPhrase()}, ${thread.name}?`
  return turns.map((turn, index) =>
    make(turn, thread, index === 0 ? subject : `Re: ${subject}`, world, faker)
  )
}

function make({ kind, at, own }: Turn, thread: Thread, subject: string, world: World, faker: Faker): Email {
  const { eaccount, email } = thread
  const moment = wholeSecond(new Date(at).toISOString())
  const id = world.ids.v7(Date.parse(moment))
  const text = textOf(kind, thread.name, faker)
  const html = text.replaceAll('\n', '<br/>')
  const isIncoming = kind === 'received' || kind === 'automatic' || kind === 'stray'
  const [from, to] = isIncoming ? [email, eaccount] : [eaccount, email]
  const whole: Email = {
    id,
    timestamp_created: moment,
    timestamp_email: moment,
    message_id: `<${id}@${from.split('@')[1]}>`,
    subject,
    from_address_email: from,
    to_address_email_list: to,
    body: { text, html },
    organization_id: world.organization,
    eaccount,
    is_focused: 1,
    ...thread.of,
    ...own
  }
  if (kind === 'sent') return { ...whole, body: { html }, ue_type: SENT, is_unread: 0 }
  if (kind === 'scheduled') return { ...whole, body: { html }, ue_type: SCHEDULED, ...writing(faker) }
  const content_preview = previewOf({ text })
  if (kind === 'manual') {
    return {
      ...whole,
      message_id: messageIdByHand(id, eaccount),
      body: { text, html: pageOf(subject, text) },
      cc_address_email_list: '',
      bcc_address_email_list: '',
      ue_type: MANUAL,
      content_preview,
      ...writing(faker)
    }
  }
  const received: Email = {
    ...whole,
    ue_type: RECEIVED,
    is_unread: faker.number.int({ max: 1 }),
    is_auto_reply: Number(kind === 'automatic'),
    content_preview,
    ...addresses(thread, faker)
  }
  if (kind === 'stray') return { ...received, body: { text } }
  if (kind === 'automatic') return { ...received, is_focused: 0, i_status: 0 }
  return { ...received, ...interest(faker), ...noticing(moment, faker), ...attachments(faker) }
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
