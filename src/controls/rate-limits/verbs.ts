import { operationIds } from '../../contract.ts'
import { badRequest } from '../../errors.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { LimitSettings } from './rate-limits.ts'

/** How much a workspace's client may ask. */
export const limitsOf = ({ rateLimits }: Workspace) => ({
  read: (): LimitSettings => rateLimits.settings,
  /** Replaces what is named, operation by operation; counting begins anew. @throws ApiError 400 for an operation that is not in the contract */
  change(settings: Partial<LimitSettings>): LimitSettings {
    const unknown = Object.keys(settings.operations ?? {}).find((id) => !operationIds.has(id))
    if (unknown !== undefined) throw badRequest(`operations: the contract has no operation ${unknown}`)
    rateLimits.clear()
    const operations = { ...rateLimits.settings.operations, ...settings.operations }
    rateLimits.settings = { ...rateLimits.settings, ...settings, operations }
    return rateLimits.settings
  }
})
