import { textOf } from './body.ts'
import type { Email } from './schema.ts'

const LONGEST = 200

/** How it begins, in one line (how long that is, is a choice). */
export const previewOf = (body: Email['body']): string =>
  textOf(body).replace(/\s+/g, ' ').trim().slice(0, LONGEST)

/** The email without its body, which it is required to have (a choice). */
export const asPreview = (email: Email): Email => ({
  ...email,
  body: {},
  content_preview: email.content_preview ?? previewOf(email.body)
})
