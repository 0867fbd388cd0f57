import type { WorldEvent } from '../../world/events.ts'
import type { PlannedEvent } from '../plans/schema.ts'
import type { Simulated } from '../simulated.ts'

/** What a lead does about an email in the log; `force` counts what the campaign does not track. */
export type Reaction = { world: Simulated; event: PlannedEvent; sent: WorldEvent; force: boolean }

/** Does it, or says why it cannot be. */
export type React = (reaction: Reaction) => string | undefined

/** What every event about an email says of it. */
export const about = ({ campaign, subsequence, lead, account, step, variant, email }: WorldEvent) => ({
  campaign,
  subsequence,
  lead,
  account,
  step,
  variant,
  email
})
