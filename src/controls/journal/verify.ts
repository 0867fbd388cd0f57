import type { Difference, JournalEntry } from './answers.ts'
import { callText, countOf, describe, nearest } from './expectation.ts'
import { matches } from './match.ts'
import { orderDifferences } from './order.ts'
import type { Expectation } from './schema.ts'

/** The expectations that are not met; empty if all are. */
export function verify(expected: Expectation[], entries: JournalEntry[], inOrder: boolean): Difference[] {
  const differences: Difference[] = []
  for (const expectation of expected) {
    const told = differences.length < MOST_TOLD ? entries : []
    differences.push(...countDifference(expectation, entries, told, inOrder))
  }
  return differences.length || !inOrder ? differences : orderDifferences(expected, entries)
}

/** The number of calls listed if there are too many, and of differences for which the nearest calls are listed. */
const MOST_TOLD = 10

/**
 * In order, a surplus call may belong to another expectation that also matches it.
 * @param near the calls among which the nearest are searched
 */
function countDifference(
  expectation: Expectation,
  entries: JournalEntry[],
  near: JournalEntry[],
  inOrder: boolean
): Difference[] {
  const came = entries.filter((entry) => matches(expectation, entry))
  const found = came.length
  const { least, most } = countOf(expectation)
  const expected = describe(expectation)
  if (found < least) return [{ expected, found, nearest: nearest(expectation, near) }]
  if (found <= most || inOrder) return []
  const told = came.slice(0, MOST_TOLD).map((entry) => ({ call: callText(entry), because: [] }))
  return [{ expected, found, nearest: told }]
}
