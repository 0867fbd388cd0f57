import type { FindUnknownFields } from '../../http/unknown-fields.ts'
import type { Journal } from './engine.ts'
import { matches, requireMeant } from './match.ts'
import { report } from './report.ts'
import type { Difference, Expectation, JournalEntry, Match } from './schema.ts'
import { verify } from './verify.ts'
import { view } from './view.ts'

/** What the client of a workspace sent, and what it got. */
export const journalOf = ({ journal }: { journal: Journal }, findUnknownFields: FindUnknownFields) => {
  const all = () => journal.calls().map((call) => view(call, findUnknownFields))
  return {
    find(match: Match = {}): JournalEntry[] {
      requireMeant(match)
      return all().filter((entry) => matches(match, entry))
    },
    /** Forgets the calls that match, and says how many they were. */
    clear(match: Match = {}): number {
      requireMeant(match)
      return journal.clear((call) => matches(match, view(call, findUnknownFields)))
    },
    verify(calls: Expectation[], inOrder = false): Difference[] {
      for (const match of calls) requireMeant(match)
      return verify(calls, all(), inOrder)
    },
    report: () => report(all(), journal.calls())
  }
}

/** The differences in a sentence each. */
export const differenceText = (differences: Difference[]): string =>
  differences
    .map(({ expected, found, nearest }) => {
      const near = nearest.map(({ call, because }) =>
        because.length ? `\n  near: ${call} (${because.join('; ')})` : `\n  came: ${call}`
      )
      return `expected ${expected}, found ${found}${near.join('')}`
    })
    .join('\n')
