import { escapeHtml, unescapeHtml } from '../../resources/emails/entities.ts'
import { linesOf } from '../../resources/emails/lines.ts'

/** The email that a reply quotes. */
export type Original = { timestamp: string; from: string; html: string }

/** The body of a reply: its text, followed by the original, if there is one, quoted as mail programs do. */
export function replyBody(text: string, original?: Original): { text: string; html: string } {
  const html = `<div>${escapeHtml(text).replaceAll('\n', '<br />')}</div>`
  if (!original) return { text, html }
  const line = introduction(original)
  const quoted = linesOf(original.html).map((line) => `> ${unescapeHtml(line)}`.trimEnd())
  return {
    text: [text, '', line, ...quoted].join('\n'),
    html: `${html}<br /><div class="gmail_quote">${line}<br /><blockquote>${original.html}</blockquote></div>`
  }
}

/** The text of a reply without the quotation. */
export const withoutQuotation = (text: string): string => text.replace(/\n\nOn [^\n]* wrote:\n>.*$/s, '')

const introduction = ({ timestamp, from }: Original) =>
  `On ${new Date(timestamp).toUTCString()}, ${from} wrote:`
