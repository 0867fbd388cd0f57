import type { World } from '../../world/world.ts'
import type { LeadLabel } from './schema.ts'

type Kind = LeadLabel['interest_status_label']

/** Recorded live: a label had 60. That negative ones start at -60 and neutral ones at 10060 is a choice. */
const first: Record<Kind, number> = { positive: 60, negative: -60, neutral: 10_060 }
const step: Record<Kind, number> = { positive: 1, negative: -1, neutral: 1 }

/** An unused number; numbers of deleted labels are not reused, because old leads and events may refer to them. */
export function nextNumber({ sql, settings }: World, kind: Kind): number {
  const name = `next_${kind}_label`
  const isTaken = (number: number) =>
    sql('SELECT 1 FROM lead_labels WHERE interest_status = ?').get(number) !== undefined
  let number = settings.read(name, first[kind])
  while (isTaken(number)) number += step[kind]
  settings.write(name, number + step[kind])
  return number
}

/** Whether it is a built-in positive status, or in the range of positive labels: that of a deleted label (a choice). */
export const isGoodSign = (number: number): boolean =>
  (number >= 1 && number <= 4) || (number >= first.positive && number < first.neutral)
