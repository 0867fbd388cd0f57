/** Where a clock that was frozen or set shows its time; a clock that runs freely has none. */
export type ClockState = { at?: number; frozen: boolean }

/** The only source of time: a workspace asks its clock, nothing asks the machine. */
export type Clock = {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** The service's form of an instant: UTC, three decimals, `Z`. */
  timestamp(): string
  /**
   * An instant after `earlier`, so that a change moves `timestamp_updated` however fast it follows; a clock that
   * stands still gives the instant at which it stands.
   */
  timestampAfter(earlier: string): string
  /** Whether it shows another time than the machine, or stands still. */
  readonly changed: boolean
  readonly frozen: boolean
  /** Stands still, at the given instant or where it is. Milliseconds since 1970. */
  freeze(at?: number): void
  /** Shows the given instant from now on; goes on running unless frozen. Milliseconds since 1970. */
  set(at: number): void
  /** Moves on by so many milliseconds, running or not. */
  advance(by: number): void
  /** Runs freely again, with the machine's time. */
  run(): void
  /** Does the work while the clock stands at the instant, then shows what it would have shown. */
  during<T>(at: number, work: () => T): T
  /** What `restore` takes to show the same time again. */
  readonly state: ClockState
  restore(state: ClockState): void
}

/** What four digits of a year can tell. */
const EARLIEST = Date.parse('0000-01-01T00:00:00.000Z')
const LATEST = Date.parse('9999-12-31T23:59:59.999Z')

/** The service's form of an instant; what lies before or after all that it can tell is the first or last of that. */
export const instantText = (milliseconds: number): string =>
  new Date(Math.min(Math.max(milliseconds, EARLIEST), LATEST)).toISOString()

export function createClock(): Clock {
  let ahead = 0
  let standsAt: number | undefined
  const now = () => standsAt ?? Date.now() + ahead
  return {
    now,
    timestamp: () => instantText(now()),
    timestampAfter(earlier) {
      // What was imported may hold an instant, such as a leap second, that JavaScript cannot read.
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
    },
    set(at) {
      if (standsAt === undefined) ahead = at - Date.now()
      else standsAt = at
    },
    advance(by) {
      if (standsAt === undefined) ahead += by
      else standsAt += by
    },
    run() {
      ahead = 0
      standsAt = undefined
    },
    during(at, work) {
      const stood = standsAt
      standsAt = at
      try {
        return work()
      } finally {
        standsAt = stood
      }
    },
    get state() {
      const isChanged = standsAt !== undefined || ahead !== 0
      return { at: isChanged ? now() : undefined, frozen: standsAt !== undefined }
    },
    restore({ at, frozen }) {
      ahead = 0
      standsAt = undefined
      if (at === undefined) return
      if (frozen) standsAt = at
      else ahead = at - Date.now()
    }
  }
}

const DAY = 86_400_000

/** The machine's own time, so many days from now: for what is of no workspace. */
export const daysFromNow = (days: number) => new Date(Date.now() + days * DAY)

/** Milliseconds that really passed since some beginning, whatever a workspace's clock shows. */
export const elapsed = () => performance.now()
