import { unescapeHtml } from './entities.ts'
import { linesOf } from './lines.ts'
import type { Email } from './schema.ts'

const LONGEST = 200

/** How it begins, in one line (how long that is, is a choice). */
export function previewOf({ text, html = '' }: Email['body']): string {
  const shown = text ?? unescapeHtml(linesOf(html).join(' '))
  return shown.replace(/\s+/g, ' ').trim().slice(0, LONGEST)
}

/** The email without its body, which it is required to have (a choice). */
export const asPreview = (email: Email): Email => ({
  ...email,
  body: {},
  content_preview: email.content_preview ?? previewOf(email.body)
})
