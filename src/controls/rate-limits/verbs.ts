import { isOperation, unknownOperation } from '../meant.ts'
import type { RateLimits } from './engine.ts'
import type { LimitChanges, LimitSettings } from './schema.ts'

/** How much a workspace's client may ask. */
export const limitsOf = ({ rateLimits }: { rateLimits: RateLimits }) => ({
  read: (): LimitSettings => rateLimits.settings,
  /** Replaces what is named, operation by operation; counting begins anew. @throws ApiError 400 for an operation that is not in the contract */
  change(changes: LimitChanges): LimitSettings {
    const unknown = Object.keys(changes.operations ?? {}).find((id) => !isOperation(id))
    if (unknown !== undefined) throw unknownOperation('operations', unknown)
    rateLimits.clear()
    const operations = { ...rateLimits.settings.operations, ...changes.operations }
    rateLimits.settings = { ...rateLimits.settings, ...changes, operations }
    return rateLimits.settings
  }
})
