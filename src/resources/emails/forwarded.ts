import { htmlOf, textOf } from './body.ts'
import { pageOf } from './by-hand.ts'
import { escapeHtml } from './entities.ts'
import type { Email } from './schema.ts'

const TITLE = '---------- Forwarded message ---------'

/** The body of a forwarded email: the note, then the original below its headers, as in Gmail (a choice). */
export function forwarded(subject: string, note: Email['body'] = {}, original?: Email): Email['body'] {
  const { html = '', text = '' } = note
  if (!original) return { ...(text && { text }), html: html || pageOf(subject, text) }
  const own = { ...(html && { html }), ...(text && { text }) }
  const headers = headersOf(original)
  const lines = [textOf(own), '', ...headers, '', textOf(original.body)]
  const quoted = [...headers.map(escapeHtml), '', htmlOf(original.body)].join('<br/>')
  return {
    text: lines.join('\n').trimStart(),
    html: `${htmlOf(own)}<br/><br/><div class="gmail_quote">${quoted}</div>`
  }
}

const headersOf = (email: Email): string[] => [
  TITLE,
  `From: ${email.from_address_email ?? email.eaccount}`,
  `Date: ${new Date(email.timestamp_email).toUTCString()}`,
  `Subject: ${email.subject}`,
  `To: ${email.to_address_email_list}`,
  ...(email.cc_address_email_list ? [`Cc: ${email.cc_address_email_list}`] : [])
]
