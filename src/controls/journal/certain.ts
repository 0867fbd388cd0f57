import { ApiError } from '../../errors.ts'
import type { Difference, JournalEntry } from './answers.ts'
import type { Forgotten } from './engine.ts'
import { countOf, isBounded } from './expectation.ts'
import { matches } from './match.ts'
import type { Expectation } from './schema.ts'

/** Whether a call that is forgotten may be one that is meant. */
function mayMean({ since }: Expectation, { calls, last, latest }: Forgotten): boolean {
  if (calls === 0 || since === undefined) return calls > 0
  return /^\d+$/.test(String(since)) ? last > Number(since) : latest >= Date.parse(String(since))
}

/**
 * Refuses a verdict that forgotten calls could change: only calls that are too many stay too many, and only what has no
 * most stays met whatever came besides.
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
      `since: ${last}, or a clear before so many calls come`
  )
}

const areTooMany = (expectation: Expectation, entries: JournalEntry[]) =>
  entries.filter((entry) => matches(expectation, entry)).length > countOf(expectation).most
