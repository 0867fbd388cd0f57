import type { Mistake } from '../check.ts'
import { ApiError } from '../errors.ts'

/** Invalid data; a 400 if a client of the control plane sent or named it. */
export class FixtureError extends ApiError {
  constructor(message: string) {
    super(400, message)
  }
}

/** The maximum number of mistakes listed: more would help nobody. */
export const MOST_MISTAKES = 1000
const MOST_TOLD = 50

/**
 * A line for each mistake.
 * @param place what the source calls the place of a path, such as `world.json:4`
 */
export function told(mistakes: readonly Mistake[], place: (path: readonly string[]) => string): string {
  const lines = mistakes.slice(0, MOST_TOLD).map(({ path, text, member }) => {
    const at = place(member === undefined ? path : [...path, member])
    return `${at}: ${path.join('/') || 'the fixture'} ${text}`
  })
  const others = mistakes.length - lines.length
  const isAll = mistakes.length <= MOST_MISTAKES
  return [...lines, ...(others ? [`and ${isAll ? '' : 'at least '}${others} more`] : [])].join('\n')
}
