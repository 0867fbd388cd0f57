import { AssertionError } from 'node:assert'
import type { Difference } from '../controls/journal/answers.ts'
import { differenceText } from '../controls/journal/verbs.ts'

/** @throws AssertionError whose `expected` and `actual` test runners show as a diff */
export function requireVerified(differences: Difference[]): void {
  if (!differences.length) return
  const message = differenceText(differences)
  const expected = differences.map((difference) => difference.expected)
  const actual = differences.map(({ found, nearest }) => ({ found, nearest }))
  throw new AssertionError({ message, expected, actual, operator: 'verify' })
}
