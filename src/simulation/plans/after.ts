import { milliseconds } from '../../controls/clock/duration.ts'
import type { After } from './schema.ts'

/**
 * The shortest and the longest time, in milliseconds.
 * @throws ApiError 400, by the name, where one is no duration
 */
export function bounds(after: After = '0s', name = 'after'): [least: number, most: number] {
  if (typeof after === 'string') return [milliseconds(after, name), milliseconds(after, name)]
  const [least, most] = after.between
  return [milliseconds(least, `${name}.between`), milliseconds(most, `${name}.between`)]
}

/** The time itself, in milliseconds; `fraction` is asked only where it is open. */
export function span(after: After | undefined, fraction: () => number): number {
  const [least, most] = bounds(after)
  return least === most ? least : least + Math.floor(fraction() * (most - least))
}
