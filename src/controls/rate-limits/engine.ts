import type { Clock } from '../../world/clock.ts'
import type { Limit, LimitSettings } from './schema.ts'

/** The length of each window, in milliseconds of the workspace's clock. */
const windows: Record<keyof Limit, number> = {
  per_second: 1000,
  per_minute: 60_000,
  per_hour: 3_600_000,
  per_30_days: 30 * 86_400_000
}

export type RateLimits = {
  settings: LimitSettings
  /** Counts a request; false if it exceeds a limit. */
  take(operationId: string | undefined): boolean
  /** Restarts counting from zero. */
  clear(): void
}

/** The documented limits, off until a test enables them. */
export const documentedLimits = (): LimitSettings => ({
  enabled: false,
  per_second: 100,
  per_minute: 6000,
  operations: {
    listEmail: { per_minute: 20 },
    sendTestEmail: { per_minute: 10 },
    checkDomainsAvailability: { per_minute: 30, per_hour: 900 },
    updateDomainForwarding: { per_minute: 10, per_hour: 60 },
    deleteDomainForwarding: { per_minute: 10, per_hour: 60 },
    initGoogleOAuth: { per_minute: 75 },
    initMicrosoftOAuth: { per_minute: 75 },
    testAiReplyLabelLeadLabels: { per_30_days: 500 }
  }
})

export function createRateLimits(clock: Clock): RateLimits {
  const counts = new Map<string, { window: number; count: number }>()

  /** Whether one more request fits into every window; it is counted either way. */
  const fits = (what: string, limit: Limit): boolean =>
    Object.entries(windows)
      .map(([name, length]) => {
        const most = limit[name as keyof Limit]
        if (most === undefined) return true
        const window = Math.floor(clock.now() / length)
        const known = counts.get(`${what} ${name}`)
        const count = known?.window === window ? known.count + 1 : 1
        counts.set(`${what} ${name}`, { window, count })
        return count <= most
      })
      .every(Boolean)

  return {
    settings: documentedLimits(),
    take(operationId) {
      if (!this.settings.enabled) return true
      const operations: Record<string, Limit | undefined> = this.settings.operations
      const own = operationId && operations[operationId]
      const overall = fits('all', this.settings)
      return (!own || fits(operationId, own)) && overall
    },
    clear: () => counts.clear()
  }
}
