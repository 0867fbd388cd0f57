import type { Clock } from '../../world/clock.ts'

/** The windows that the documentation counts in, in milliseconds of the workspace's clock. */
export const windows = {
  per_second: 1000,
  per_minute: 60_000,
  per_hour: 3_600_000,
  per_30_days: 30 * 86_400_000
} as const

type Window = keyof typeof windows
const windowNames = Object.keys(windows) as Window[]

/** How many requests may come in each window. */
export type Limit = { [W in Window]?: number }

export type LimitSettings = Limit & {
  enabled: boolean
  /** Lower limits of single operations, counted apart. */
  operations: Record<string, Limit>
}

export type RateLimits = {
  settings: LimitSettings
  /** Counts a request; false when it is one too many. */
  take(operationId: string | undefined): boolean
  /** Counts from nothing again. */
  clear(): void
}

/** The documented limits, which are off until a test wants them. */
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

  /** Whether one more fits into the current window of each limit; it is counted where it does, and where it does not. */
  const fits = (what: string, limit: Limit): boolean =>
    windowNames
      .map((name) => {
        const most = limit[name]
        if (most === undefined) return true
        const window = Math.floor(clock.now() / windows[name])
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
      const own = operationId && this.settings.operations[operationId]
      const overall = fits('all', this.settings)
      return (!own || fits(operationId, own)) && overall
    },
    clear: () => counts.clear()
  }
}
