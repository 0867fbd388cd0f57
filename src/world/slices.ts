import { setImmediate } from 'node:timers'
import { elapsed } from './clock.ts'

/** The longest that other workspaces wait for a slice of long work, in real milliseconds. */
export const SLICE = 10

/** Lets what came meanwhile be served. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * For long work that is done piece by piece: to be awaited between the pieces, it lets others be served once a slice is over.
 * @example
 * const breathe = inSlices()
 * for (const piece of pieces) {
 *   work(piece)
 *   await breathe()
 * }
 */
export function inSlices(): () => Promise<void> | undefined {
  let began = elapsed()
  return () => {
    if (elapsed() - began < SLICE) return undefined
    return nextTurn().then(() => {
      began = elapsed()
    })
  }
}
