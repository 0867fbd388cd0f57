import { milliseconds } from '../../controls/clock/duration.ts'
import type { After } from './schema.ts'

/**
 * The shortest and the longest delay, in milliseconds.
 * @throws ApiError 400 naming the argument if one of them is not a duration
 */
export function bounds(after: After = '0s', name = 'after'): [least: number, most: number] {
  if (typeof after === 'string') return [milliseconds(after, name), milliseconds(after, name)]
  const [least, most] = after.between
  return [milliseconds(least, `${name}.between`), milliseconds(most, `${name}.between`)]
}

/** The delay in milliseconds; `fraction` is called only for a range. */
export function span(after: After | undefined, fraction: () => number): number {
  const [least, most] = bounds(after)
  return least === most ? least : least + Math.floor(fraction() * (most - least))
}
