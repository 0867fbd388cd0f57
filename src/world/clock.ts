/** The state of a clock that was frozen or set; a free-running clock has none. */
export type ClockState = { at?: number; frozen: boolean }

/** What a file keeps of a clock: how far it is ahead of the machine's, or where it is frozen. */
export type KeptClock = { ahead: number; standsAt?: number }

/** The only source of time: everything asks the workspace's clock, never the machine. */
export type Clock = {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** An instant in the service's form: UTC, three decimals, `Z`. */
  timestamp(): string
  /**
   * An instant after `earlier`, so that a change moves `timestamp_updated` however fast it follows; a frozen clock
   * returns its instant.
   */
  timestampAfter(earlier: string): string
  /** Whether it differs from the machine's time, or is frozen. */
  readonly changed: boolean
  readonly frozen: boolean
  /** Freezes the clock, at the given epoch milliseconds or now. */
  freeze(at?: number): void
  /** Sets the time in epoch milliseconds; the clock keeps running unless frozen. */
  set(at: number): void
  /** Advances the time by the given milliseconds, running or frozen. */
  advance(by: number): void
  /** Follows the machine's time again. */
  run(): void
  /** Does the work with the clock at the instant, then continues as if nothing had happened. */
  during<T>(at: number, work: () => T): T
  /** The state for `restore`. */
  readonly state: ClockState
  restore(state: ClockState): void
  /** For `resume` in another process, in which a clock that runs has gone on meanwhile. */
  readonly kept: KeptClock
  resume(kept: KeptClock): void
  /** Called whenever it was frozen, set or started. */
  watch(listener: () => void): void
}

/** The range of four-digit years. */
const EARLIEST = Date.parse('0000-01-01T00:00:00.000Z')
const LATEST = Date.parse('9999-12-31T23:59:59.999Z')

/** A cache of the last instant formatted: much happens at the same one. */
let latest = { milliseconds: Number.NaN, text: '' }

/** The service's form of an instant, clamped to the range that it can express. */
export function instantText(milliseconds: number): string {
  if (milliseconds !== latest.milliseconds) {
    const text = new Date(Math.min(Math.max(milliseconds, EARLIEST), LATEST)).toISOString()
    latest = { milliseconds, text }
  }
  return latest.text
}

export function createClock(): Clock {
  let ahead = 0
  let standsAt: number | undefined
  /** The instant of the work that is being done. */
  let worksAt: number | undefined
  let changed = () => {}
  const now = () => worksAt ?? standsAt ?? Date.now() + ahead
  return {
    now,
    timestamp: () => instantText(now()),
    timestampAfter(earlier) {
      // Imported data may hold an instant, such as a leap second, that JavaScript cannot parse.
      const least = standsAt === undefined ? (Date.parse(earlier) || 0) + 1 : 0
      return instantText(Math.max(now(), least))
    },
    get changed() {
      return standsAt !== undefined || ahead !== 0
    },
    get frozen() {
      return standsAt !== undefined
    },
    freeze(at = now()) {
      standsAt = at
      changed()
    },
    set(at) {
      if (standsAt === undefined) ahead = at - Date.now()
      else standsAt = at
      changed()
    },
    advance(by) {
      if (standsAt === undefined) ahead += by
      else standsAt += by
      changed()
    },
    run() {
      ahead = 0
      standsAt = undefined
      changed()
    },
    during(at, work) {
      const before = worksAt
      worksAt = at
      try {
        return work()
      } finally {
        worksAt = before
      }
    },
    get state() {
      const isChanged = standsAt !== undefined || ahead !== 0
      return { at: isChanged ? now() : undefined, frozen: standsAt !== undefined }
    },
    restore({ at, frozen }) {
      ahead = 0
      standsAt = undefined
      if (at !== undefined && frozen) standsAt = at
      else if (at !== undefined) ahead = at - Date.now()
      changed()
    },
    get kept() {
      return { ahead, standsAt }
    },
    resume(kept) {
      ahead = kept.ahead
      standsAt = kept.standsAt
    },
    watch(listener) {
      changed = listener
    }
  }
}

const DAY = 86_400_000

/** The machine's own time, shifted by the given days: for what belongs to no workspace. */
export const daysFromNow = (days: number) => new Date(Date.now() + days * DAY)

/** Real elapsed milliseconds, whatever a workspace's clock shows. */
export const elapsed = () => performance.now()
