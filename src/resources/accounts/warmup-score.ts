import type { World } from '../../world/world.ts'
import type { Account } from './schema.ts'
import { WARMUP_ON } from './status.ts'

type Accounts = {
  has(email: string): boolean
  require(email: string): Account
  update(email: string, changes: () => Partial<Account>): unknown
}

const DAY = 86_400_000
/** The score covers seven days (reported live). */
const DAYS = 7
const FULL = 100

/** Reported live: once warm-up stops, the score sinks to 0. That it loses the same each day is a choice. */
export function warmupScore({ clock, schedule }: World, accounts: Accounts) {
  const later = (email: string) =>
    schedule.add({ task: 'lower_warmup_score', argument: email, due: clock.now() + DAY })
  return {
    sink: later,
    lower(email: string): void {
      if (!accounts.has(email)) return
      const { warmup_status, stat_warmup_score: score } = accounts.require(email)
      if (warmup_status === WARMUP_ON || !score) return
      accounts.update(email, () => ({ stat_warmup_score: Math.max(0, Math.round(score - FULL / DAYS)) }))
      later(email)
    }
  }
}
