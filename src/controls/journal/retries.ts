import type { Report } from './answers.ts'
import type { Call } from './engine.ts'

/** A retry within this many milliseconds after a 429 counts as immediate. */
const AT_ONCE = 1000

/** Calls that got a 429 and were repeated, identical, without a pause. */
export function hastyRetries(calls: readonly Call[]): Report['advice'] {
  const last = new Map<string, Call>()
  const hasty = calls.filter((call) => {
    const what = JSON.stringify([call.method, call.url, call.sent])
    const before = last.get(what)
    last.set(what, call)
    return before?.status === 429 && pause(before, call) < AT_ONCE
  })
  if (!hasty.length) return []
  return [
    {
      advice: 'retried within a second after a 429: wait longer each time',
      calls: hasty.map(({ number }) => number)
    }
  ]
}

/** A client may wait in real time, or by the workspace's clock, which can be frozen or moved. */
const pause = (before: Call, call: Call) => Math.max(call.elapsed - before.elapsed, call.at - before.at)
