import { type Match, matches, mismatches } from './match.ts'
import type { JournalEntry } from './view.ts'

/** Calls that are expected: at least once, unless a count is given. */
export type Expectation = Match & { exactly?: number; at_least?: number; at_most?: number }

export type Difference = {
  expected: string
  found: number
  /** The calls that came nearest, and what speaks against each. */
  nearest: { call: string; because: string[] }[]
}

/** What differs from what was expected; nothing where all came as it should. */
export function verify(expected: Expectation[], entries: JournalEntry[], inOrder: boolean): Difference[] {
  const differences = expected.flatMap((expectation) => countDifference(expectation, entries))
  return differences.length || !inOrder ? differences : orderDifferences(expected, entries)
}

function countDifference(expectation: Expectation, entries: JournalEntry[]): Difference[] {
  const { exactly, at_least, at_most, ...match } = expectation
  const found = entries.filter((entry) => matches(match, entry)).length
  const least = exactly ?? at_least ?? (at_most === undefined ? 1 : 0)
  const most = exactly ?? at_most ?? Number.POSITIVE_INFINITY
  if (found >= least && found <= most) return []
  return [{ expected: describe(expectation), found, nearest: found < least ? nearest(match, entries) : [] }]
}

/** Each call must come after one of those before it; those that must not come at all are left out. */
function orderDifferences(expected: Expectation[], entries: JournalEntry[]): Difference[] {
  let after = 0
  for (const expectation of expected.filter(({ exactly, at_most }) => exactly !== 0 && at_most !== 0)) {
    const { exactly, at_least, at_most, ...match } = expectation
    const next = entries.find((entry) => entry.number > after && matches(match, entry))
    if (!next) {
      const expected = `${describe(expectation)} after call ${after}`
      return [{ expected, found: 0, nearest: nearest({ ...match, since: after }, entries) }]
    }
    after = next.number
  }
  return []
}

function nearest(match: Match, entries: JournalEntry[]): Difference['nearest'] {
  return entries
    .map((entry) => ({ entry, because: mismatches(match, entry) }))
    .filter(({ because }) => because.length > 0)
    .sort((a, b) => a.because.length - b.because.length || b.entry.number - a.entry.number)
    .slice(0, 3)
    .map(({ entry, because }) => ({ call: callText(entry), because }))
}

const callText = ({ number, method, path, status }: JournalEntry) =>
  `${number}: ${method} ${path} ${status ?? 'unanswered'}`

function describe({ exactly, at_least, at_most, ...match }: Expectation): string {
  const counts = { exactly, 'at least': at_least, 'at most': at_most }
  const given = Object.entries(counts).filter(([, count]) => count !== undefined)
  const times = given.length ? given.map(([word, count]) => `${word} ${count}`).join(' and ') : 'at least 1'
  return `${times} of ${JSON.stringify(match)}`
}
