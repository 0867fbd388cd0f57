import { ApiError } from '../../errors.ts'
import type { Services } from '../../http/services.ts'
import type { Difference, JournalEntry, JournalEntryInFull, Report } from './answers.ts'
import { requireCertain } from './certain.ts'
import { requireCame, requireCounts, requireMeant } from './criteria.ts'
import type { Call, Journal } from './engine.ts'
import { describe } from './expectation.ts'
import { type Latest, latest } from './latest.ts'
import { matches } from './match.ts'
import { report } from './report.ts'
import type { Expectation, Match } from './schema.ts'
import { verify } from './verify.ts'
import { view } from './view.ts'

/** A workspace's recorded calls. */
export const journalOf = (
  { journal }: { journal: Journal },
  services: Pick<Services, 'findUnknownFields' | 'findCoerced' | 'keys'>
) => {
  const { redactSecret } = services.keys
  const seen = (call: Call) => view(call, services)
  const all = () => journal.calls().map(seen)
  return {
    find(match: Match = {}): JournalEntry[] {
      requireMeant(match, redactSecret)
      requireCame(match, journal.last)
      return all().filter((entry) => matches(match, entry))
    },
    /** The newest calls that match the criteria, newest first; `more` if there are older ones. */
    latest(criteria: Latest): { entries: JournalEntry[]; more: boolean } {
      const found = latest(journal.calls(), criteria)
      return { ...found, entries: found.calls.map(seen) }
    },
    /** @throws ApiError 404 if the call does not exist or was forgotten */
    read(number: number): JournalEntryInFull {
      const call = journal.calls().find((call) => call.number === number)
      if (!call) throw new ApiError(404, `The journal has no call ${number}`)
      return { ...seen(call), near_misses: nearMisses(number, journal.missed) }
    },
    /** Forgets the matching calls and returns how many there were. */
    clear(match: Match = {}): number {
      requireMeant(match, redactSecret)
      requireCame(match, journal.last)
      return journal.clear((call) => matches(match, seen(call)))
    },
    /** @throws ApiError 422 if calls that the journal has forgotten could change the verdict */
    verify(calls: Expectation[], inOrder = false): Difference[] {
      for (const expectation of calls) {
        requireCounts(expectation, redactSecret)
        requireCame(expectation, journal.last)
      }
      const entries = all()
      const differences = verify(calls, entries, inOrder)
      requireCertain(calls, entries, { differences, inOrder }, journal.forgotten)
      journal.miss(calls.map(describe), differences)
      return differences
    },
    report: (): Report => ({ ...report(all(), journal.calls(), services.findCoerced), ...forgotten() }),
    forgotten
  }

  /** Part of each answer; empty if nothing was forgotten. */
  function forgotten(): { forgotten?: number } {
    return journal.forgotten.calls ? { forgotten: journal.forgotten.calls } : {}
  }
}

/** The unmet expectations that the call nearly matched, and the reasons why it did not. */
const nearMisses = (number: number, missed: readonly Difference[]): JournalEntryInFull['near_misses'] =>
  missed.flatMap(({ expected, nearest }) =>
    nearest
      .filter(({ call, because }) => because.length > 0 && Number.parseInt(call, 10) === number)
      .map(({ because }) => ({ expected, because }))
  )

/** One sentence per difference. */
export const differenceText = (differences: Difference[]): string =>
  differences
    .map(({ expected, found, nearest }) => {
      const near = nearest.map(({ call, because }) =>
        because.length ? `\n  near: ${call} (${because.join('; ')})` : `\n  came: ${call}`
      )
      return `expected ${expected}, found ${found}${near.join('')}`
    })
    .join('\n')
