import { elapsed } from '../world/clock.ts'

/** Called often by long work; reports at most once a second. */
export type Progress = (text: () => string) => void

/** @param every the interval between reports, in real milliseconds */
export function progressFor(tell?: (text: string) => void, every = 1000): Progress {
  let told = elapsed()
  return (text) => {
    if (!tell || elapsed() - told < every) return
    tell(text())
    told = elapsed()
  }
}
