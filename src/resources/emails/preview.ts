import { textOf } from './body.ts'
import type { Email } from './schema.ts'

const LONGEST = 200

/** The beginning of an email in one line (its length is a choice). */
export const previewOf = (body: Email['body']): string =>
  textOf(body).replace(/\s+/g, ' ').trim().slice(0, LONGEST)

/** The email with an empty body, because a body is required (a choice). */
export const asPreview = (email: Email): Email => ({
  ...email,
  body: {},
  content_preview: email.content_preview ?? previewOf(email.body)
})
