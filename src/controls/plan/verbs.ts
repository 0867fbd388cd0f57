import type { Settings } from '../../world/settings.ts'
import type { PlanChanges, PlanFace } from './schema.ts'

/** A choice. */
const usual: PlanFace = { lead_quota: 25_000, verification_credits: 1000 }

/** What a workspace may use up, kept with its data, so that a reset brings back what is usual. */
export function planOf({ settings }: { settings: Settings }) {
  const read = (): PlanFace => ({
    lead_quota: settings.read('lead_quota', usual.lead_quota),
    verification_credits: settings.read('verification_credits', usual.verification_credits)
  })
  return {
    read,
    /** Changes what is named. */
    change(changes: PlanChanges): PlanFace {
      for (const [name, value] of Object.entries(changes)) settings.write(name, value)
      return read()
    }
  }
}
