import type { FindIgnored } from '../../http/ignored.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { Difference, Expectation } from './expectation.ts'
import { type Match, matches, requireMeant } from './match.ts'
import { report } from './report.ts'
import { verify } from './verify.ts'
import { type JournalEntry, view } from './view.ts'

/** What the client of a workspace sent, and what it got. */
export const journalOf = ({ journal }: Workspace, findIgnored: FindIgnored) => {
  const all = () => journal.calls().map((call) => view(call, findIgnored))
  return {
    find(match: Match = {}): JournalEntry[] {
      requireMeant(match)
      return all().filter((entry) => matches(match, entry))
    },
    /** Forgets the calls that match, and says how many they were. */
    clear(match: Match = {}): number {
      requireMeant(match)
      return journal.clear((call) => matches(match, view(call, findIgnored)))
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
