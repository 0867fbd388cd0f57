import type { PlannedEvent } from '../plans/schema.ts'
import { accountFailed } from './account-error.ts'
import { bounced } from './bounced.ts'
import { clicked } from './clicked.ts'
import { interestChanged } from './interest.ts'
import { opened } from './opened.ts'
import type { React } from './reaction.ts'
import { autoReplied, replied } from './replied.ts'
import { unsubscribed } from './unsubscribed.ts'

/** The handler of each event. */
export const reactions: Record<PlannedEvent['event'], React> = {
  open: opened,
  click: clicked,
  reply: replied,
  auto_reply: autoReplied,
  bounce: bounced,
  unsubscribe: unsubscribed,
  interest: (reaction) => interestChanged(reaction),
  account_error: accountFailed
}
