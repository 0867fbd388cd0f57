import { elapsed } from '../world/clock.ts'

/** Work that may last calls it often; a second apart, what it says is told. */
export type Progress = (text: () => string) => void

/** @param every how often to tell, in real milliseconds */
export function progressFor(tell?: (text: string) => void, every = 1000): Progress {
  let told = elapsed()
  return (text) => {
    if (!tell || elapsed() - told < every) return
    tell(text())
    told = elapsed()
  }
}
