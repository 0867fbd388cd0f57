import type { WorldEvent } from '../../world/events.ts'
import type { PlannedEvent } from '../plans/schema.ts'
import type { Simulated } from '../simulated.ts'

/** A lead's reaction to an email in the log; `force` counts what the campaign does not track. */
export type Reaction = { world: Simulated; event: PlannedEvent; sent: WorldEvent; force: boolean }

/** Performs the reaction, or returns why it is not possible. */
export type React = (reaction: Reaction) => string | undefined

/** The fields that every event about an email copies from it. */
export const about = ({ campaign, subsequence, lead, account, step, variant, email }: WorldEvent) => ({
  campaign,
  subsequence,
  lead,
  account,
  step,
  variant,
  email
})
