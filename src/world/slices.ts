import { setImmediate } from 'node:timers'
import { elapsed } from './clock.ts'

/** The longest that other workspaces wait for a slice of long work, in real milliseconds. */
export const SLICE = 5

/** Lets pending requests be served. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * For long work in pieces: awaited between the pieces, it lets other requests be served at the end of each slice.
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
