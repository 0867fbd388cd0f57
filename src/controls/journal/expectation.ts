import type { Difference, JournalEntry } from './answers.ts'
import { matches, mismatches } from './match.ts'
import type { Expectation, Match } from './schema.ts'

export const countOf = ({ exactly, at_least, at_most }: Expectation) => ({
  least: exactly ?? at_least ?? (at_most === undefined ? 1 : 0),
  most: exactly ?? at_most ?? Number.POSITIVE_INFINITY
})

export const isBounded = (expectation: Expectation) => Number.isFinite(countOf(expectation).most)

export function describe({ exactly, at_least, at_most, ...match }: Expectation): string {
  const counts = { exactly, 'at least': at_least, 'at most': at_most }
  const given = Object.entries(counts).filter(([, count]) => count !== undefined)
  const times = given.length ? given.map(([word, count]) => `${word} ${count}`).join(' and ') : 'at least 1'
  return `${times} of ${JSON.stringify(match)}`
}

/** If the wanted operation was called, calls of others are no near misses, however little else differs. */
export function nearest(match: Match, entries: JournalEntry[]): Difference['nearest'] {
  const { status, since, body, query, ...operation } = match
  const misses = entries
    .map((entry) => ({ entry, because: mismatches(match, entry) }))
    .filter(({ because }) => because.length > 0)
  const ofOperation = misses.filter(({ entry }) => matches(operation, entry))
  return (ofOperation.length ? ofOperation : misses)
    .sort((a, b) => a.because.length - b.because.length || b.entry.number - a.entry.number)
    .slice(0, 3)
    .map(({ entry, because }) => ({ call: callText(entry), because }))
}

export const callText = ({ number, method, path, status }: JournalEntry) =>
  `${number}: ${method} ${path} ${status ?? 'unanswered'}`
