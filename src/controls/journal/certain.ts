import { ApiError } from '../../errors.ts'
import type { Difference, JournalEntry } from './answers.ts'
import type { Forgotten } from './engine.ts'
import { countOf, isBounded } from './expectation.ts'
import { matches } from './match.ts'
import type { Expectation } from './schema.ts'

/** Whether a forgotten call could match. */
function mayMean({ since }: Expectation, { calls, last, latest }: Forgotten): boolean {
  if (calls === 0 || since === undefined) return calls > 0
  return /^\d+$/.test(String(since)) ? last > Number(since) : latest >= Date.parse(String(since))
}

/**
 * Refuses a verdict that forgotten calls could change. Too many calls stay too many, and an expectation without an upper
 * bound stays met; everything else could change.
 * @throws ApiError 422
 */
export function requireCertain(
  expected: Expectation[],
  entries: JournalEntry[],
  { differences, inOrder }: { differences: Difference[]; inOrder: boolean },
  forgotten: Forgotten
): void {
  const doubtful = expected.filter((expectation) => mayMean(expectation, forgotten))
  const canChange = differences.length > 0 || doubtful.some(isBounded)
  if (!doubtful.length || !canChange) return
  if (!inOrder && expected.some((expectation) => areTooMany(expectation, entries))) return
  const { calls, last } = forgotten
  throw new ApiError(
    422,
    `The journal has forgotten ${calls} calls, up to number ${last}, which could change the verdict, wanted ` +
      `since: ${last}, or a clear before the journal is full`
  )
}

const areTooMany = (expectation: Expectation, entries: JournalEntry[]) =>
  entries.filter((entry) => matches(expectation, entry)).length > countOf(expectation).most
