import type { Clock } from './clock.ts'

/** How many requests may come in a second and in a minute, of the workspace's clock. */
export type Limit = { per_second?: number; per_minute?: number }

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
  operations: { listEmail: { per_minute: 20 }, sendTestEmail: { per_minute: 10 } }
})

const windows = { per_second: 1000, per_minute: 60_000 } as const

export function createRateLimits(clock: Clock): RateLimits {
  const counts = new Map<string, { window: number; count: number }>()

  /** Whether one more fits into the current window of each limit; it is counted where it does, and where it does not. */
  const fits = (what: string, limit: Limit): boolean =>
    (['per_second', 'per_minute'] as const)
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
