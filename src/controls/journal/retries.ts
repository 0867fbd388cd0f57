import type { Report } from './answers.ts'
import type { Call } from './engine.ts'

/** A retry within this many milliseconds after a 429 comes at once. */
const AT_ONCE = 1000

/** Calls that were refused by a 429 and sent again, the same in all, without a pause. */
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

/** A client waits in real time, or for the workspace's clock, which may stand still or be moved. */
const pause = (before: Call, call: Call) => Math.max(call.elapsed - before.elapsed, call.at - before.at)
