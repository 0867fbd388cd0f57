import { elapsed } from '../../world/clock.ts'

/** One request of a client and what came of it, as it was recorded; `view` makes it readable. */
export type Call = {
  /** Counts from 1 in each workspace. */
  number: number
  /** The workspace's time, in milliseconds since 1970. */
  at: number
  /** When it was noted, in real milliseconds: between two calls, the pause that the client really made. */
  elapsed: number
  operationId: string | undefined
  method: string
  /** Path and query as they came. */
  url: string
  /** The body as it came, where it was JSON. */
  sent: string | undefined
  /** Undefined where a fault left the client without an answer. */
  status: number | undefined
  /** The body that was answered, as text or as its bytes; undefined for a long one that many have followed. */
  answer: string | Buffer | undefined
  /** Milliseconds. */
  duration: number
  /** The fault that made this answer. */
  fault: string | undefined
}

/** The number and the time of the last that is forgotten; for the time, of the latest, as a clock can be set back. */
export type Forgotten = { calls: number; last: number; latest: number }

export type Journal = {
  add(call: Omit<Call, 'number' | 'elapsed'>): void
  /** From the oldest to the newest of those that are kept. */
  calls(): readonly Call[]
  /** What the bounds of the journal made it forget since it last began anew. */
  readonly forgotten: Forgotten
  /** Forgets the calls for which `which` holds, and says how many they were; or all, and counts from 1 again. */
  clear(which?: (call: Call) => boolean): number
}

const MOST_CALLS = 10_000
const MOST_CHARACTERS = 32 * 1024 * 1024

/** Of answers with more characters than this, only the last so many are kept: held longer, they slow down every list. */
const LONG = 64 * 1024
const MOST_LONG = 100

const nothing: Forgotten = { calls: 0, last: 0, latest: Number.NEGATIVE_INFINITY }

/**
 * Keeps the last calls, bounded by their count and by the length of their bodies, answers and addresses. Where they
 * grow too long, long answers go before any call does.
 */
export function createJournal(mostCalls = MOST_CALLS, mostCharacters = MOST_CHARACTERS): Journal {
  let kept: Call[] = []
  /** Those before it are forgotten, and taken out a hundred at a time: each by itself would move all the others. */
  let first = 0
  let long: Call[] = []
  let characters = 0
  let number = 0
  let forgotten = nothing
  const size = ({ url, sent = '', answer = '' }: Call) => url.length + sent.length + answer.length
  const isLong = ({ answer = '' }: Call) => answer.length > LONG
  const calls = () => {
    if (first > 0) kept = kept.slice(first)
    first = 0
    return kept
  }
  /** The newest stays: it is what a test looks at next. */
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
    },
    calls,
    get forgotten() {
      return forgotten
    },
    clear(which) {
      const before = calls().length
      kept = which ? kept.filter((call) => !which(call)) : []
      long = kept.filter(isLong)
      if (!which) {
        number = 0
        forgotten = nothing
      }
      characters = kept.reduce((sum, call) => sum + size(call), 0)
      return before - kept.length
    }
  }
}
