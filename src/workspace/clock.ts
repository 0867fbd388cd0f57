/** The only source of time: a workspace asks its clock, nothing asks the machine. */
export type Clock = {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** The service's form of an instant: UTC, three decimals, `Z`. */
  timestamp(): string
  /** An instant after `earlier`, so that a change always moves `timestamp_updated`, however fast it follows. */
  timestampAfter(earlier: string): string
}

export function createClock(): Clock {
  const now = () => Date.now()
  return {
    now,
    timestamp: () => new Date(now()).toISOString(),
    timestampAfter: (earlier) => new Date(Math.max(now(), Date.parse(earlier) + 1)).toISOString()
  }
}
