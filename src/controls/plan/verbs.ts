import type { Settings } from '../../world/settings.ts'
import type { PlanChanges, PlanFace } from './schema.ts'

/** Defaults, a choice. */
const defaults: PlanFace = { lead_quota: 25_000, verification_credits: 1000 }

/** A workspace's allowances, stored with its data so that a reset restores the defaults. */
export function planOf({ settings }: { settings: Settings }) {
  const read = (): PlanFace => ({
    lead_quota: settings.read('lead_quota', defaults.lead_quota),
    verification_credits: settings.read('verification_credits', defaults.verification_credits)
  })
  return {
    read,
    /** Changes only the given values. */
    change(changes: PlanChanges): PlanFace {
      for (const [name, value] of Object.entries(changes)) settings.write(name, value)
      return read()
    }
  }
}
