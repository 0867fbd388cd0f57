import { elapsed } from '../../world/clock.ts'
import type { Difference } from './answers.ts'

/** A recorded request and its answer; `view` makes it readable. */
export type Call = {
  /** Counts from 1 in each workspace. */
  number: number
  /** The workspace's time, in milliseconds since 1970. */
  at: number
  /** When it was recorded, in real milliseconds, to measure how long the client really paused. */
  elapsed: number
  operationId: string | undefined
  method: string
  /** Path and query, as received. */
  url: string
  /** The body as received, if it was JSON. */
  sent: string | undefined
  /** Undefined if a fault left the client without an answer. */
  status: number | undefined
  /** The response body, as text or bytes; undefined for an older long one. */
  answer: string | Buffer | undefined
  /** In milliseconds. */
  duration: number
  /** The fault that caused this answer. */
  fault: string | undefined
}

/** The highest number and the latest time among forgotten calls; the two may differ, as a clock can be set back. */
export type Forgotten = { calls: number; last: number; latest: number }

export type Journal = {
  add(call: Omit<Call, 'number' | 'elapsed'>): Call
  /** The calls kept, oldest first. */
  calls(): readonly Call[]
  /** The newest calls, at most this many, oldest first. */
  recent(most: number): readonly Call[]
  /** The number of the last call, even if it was cleared; 0 if there was none. */
  readonly last: number
  /** What was forgotten for lack of space since the journal was last cleared. */
  readonly forgotten: Forgotten
  /** The unmet expectations of failed verifications, latest first, with the closest calls. */
  readonly missed: readonly Difference[]
  /** How many verifications there were. */
  readonly verified: number
  /** Remembers what a verification missed, instead of what the same expectations missed before. */
  miss(expected: readonly string[], differences: readonly Difference[]): void
  /** Forgets the calls that `which` selects and returns how many; without it, forgets all and renumbers from 1. */
  clear(which?: (call: Call) => boolean): number
}

const MOST_CALLS = 10_000
const MOST_CHARACTERS = 32 * 1024 * 1024

const MOST_MISSED = 20

/** Of answers longer than this many characters only the latest are kept: more would slow down every list. */
const LONG = 64 * 1024
const MOST_LONG = 100

const nothing: Forgotten = { calls: 0, last: 0, latest: Number.NEGATIVE_INFINITY }

/**
 * Keeps the latest calls, bounded by their count and by the total length of bodies, answers and URLs. Long answers are
 * dropped before any call is.
 */
export function createJournal(mostCalls = MOST_CALLS, mostCharacters = MOST_CHARACTERS): Journal {
  let kept: Call[] = []
  /** Calls before this index are forgotten. They are removed a hundred at a time, because each removal moves the rest. */
  let first = 0
  let long: Call[] = []
  let characters = 0
  let number = 0
  let forgotten = nothing
  let missed: readonly Difference[] = []
  let verified = 0
  const size = ({ url, sent = '', answer = '' }: Call) => url.length + sent.length + answer.length
  const isLong = ({ answer = '' }: Call) => answer.length > LONG
  const calls = () => {
    if (first > 0) kept = kept.slice(first)
    first = 0
    return kept
  }
  /** The newest call always stays: a test looks at it next. */
  const dropLong = () => {
    while (long.length > MOST_LONG || (characters > mostCharacters && long.length > 1)) {
      const old = long.shift() as Call
      characters -= size(old)
      old.answer = undefined
      characters += size(old)
    }
  }
  const forget = (call: Call) => {
    characters -= size(call)
    first += 1
    if (call === long[0]) long.shift()
    forgotten = {
      calls: forgotten.calls + 1,
      last: call.number,
      latest: Math.max(forgotten.latest, call.at)
    }
  }
  const isTooMuch = () => {
    const count = kept.length - first
    return count > mostCalls || (characters > mostCharacters && count > 1)
  }
  return {
    add(call) {
      number += 1
      const added = { ...call, number, elapsed: elapsed() }
      kept.push(added)
      characters += size(added)
      if (isLong(added)) long.push(added)
      dropLong()
      for (let oldest = kept[first]; oldest && isTooMuch(); oldest = kept[first]) forget(oldest)
      if (first >= 100) calls()
      return added
    },
    calls,
    recent: (most) => kept.slice(Math.max(first, kept.length - most)),
    get last() {
      return number
    },
    get forgotten() {
      return forgotten
    },
    get missed() {
      return missed
    },
    get verified() {
      return verified
    },
    miss(expected, differences) {
      verified += 1
      const others = missed.filter((before) => !expected.some((text) => before.expected.startsWith(text)))
      missed = [...differences, ...others].slice(0, MOST_MISSED)
    },
    clear(which) {
      const before = calls().length
      kept = which ? kept.filter((call) => !which(call)) : []
      long = kept.filter(isLong)
      if (!which) {
        number = 0
        forgotten = nothing
      }
      missed = []
      characters = kept.reduce((sum, call) => sum + size(call), 0)
      return before - kept.length
    }
  }
}
