import { Type } from 'typebox'
import { flag, number, wordOf } from '../schemas.ts'

const Sent = Type.Object({ status: wordOf('The result', { success: 'it was sent' }) })
const NotSent = Type.Object({
  error: wordOf('Why it was not sent', {
    ACC_AUTH_ERROR: 'the account could not log in',
    ACC_NOT_FOUND: 'the workspace has no such account',
    ACC_UNKNOWN_ERROR: 'another reason'
  })
})

/** A failed test also has status 200. */
export const TestEmailResult = Type.Unsafe<Type.Static<typeof Sent> | Type.Static<typeof NotSent>>({
  description: 'Whether the test email was sent, or why not.',
  oneOf: [Sent, NotSent],
  examples: [{ status: 'success' }]
})
export type TestEmailResult = Type.Static<typeof TestEmailResult>

export const UnreadCount = Type.Object(
  { count: Type.Optional(number('How many received emails are unread.', 3)) },
  { description: 'The count.' }
)

export const MarkedAsRead = Type.Object(
  { success: Type.Optional(flag('Always true, even if there is no such thread.', true)) },
  { description: 'Done.' }
)
