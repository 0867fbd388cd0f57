import { isOperation, unknownOperation } from '../meant.ts'
import type { RateLimits } from './engine.ts'
import type { LimitChanges, LimitSettings } from './schema.ts'

/** A workspace's rate limits. */
export const limitsOf = ({ rateLimits }: { rateLimits: RateLimits }) => ({
  read: (): LimitSettings => rateLimits.settings,
  /** Replaces the given limits, operation by operation, and restarts counting. @throws ApiError 400 for an unknown operation */
  change(changes: LimitChanges): LimitSettings {
    const unknown = Object.keys(changes.operations ?? {}).find((id) => !isOperation(id))
    if (unknown !== undefined) throw unknownOperation('operations', unknown)
    rateLimits.clear()
    const operations = { ...rateLimits.settings.operations, ...changes.operations }
    rateLimits.settings = { ...rateLimits.settings, ...changes, operations }
    return rateLimits.settings
  }
})
