import { Type } from 'typebox'
import { exampleId, text } from '../schemas.ts'

export const eaccount = text(
  'The account that sends it, by email. It must be in the workspace.',
  'anna@example.com'
)
export const cc = Type.Optional(text('The CC recipients, separated by commas.', 'team@example.com'))
export const bcc = Type.Optional(text('The BCC recipients, separated by commas.', 'archive@example.com'))
export const assignedTo = Type.Optional(text('The user to assign the lead to.', exampleId))
export const html = text('The text as HTML; lines are broken with `<br/>`.', 'Tuesday at ten it is.<br/>Anna')
export const plainText = text('The plain text.', 'Tuesday at ten it is.')
