import { type Filters, where } from '../../../world/conditions.ts'
import type { World } from '../../../world/world.ts'
import { rowsOf } from './rows.ts'
import { engagementOf, isEngaging, type StepRow } from './tally.ts'

/** The log's figures per step and variant. */
export function stepsInLog(world: World, filters: Filters): StepRow[] {
  const { where: clause, values } = where([...filters, isEngaging])
  return rowsOf<StepRow>(
    world,
    `SELECT CAST(step AS TEXT) AS step, CAST(variant AS TEXT) AS variant, ${engagementOf('leads')} FROM (
      SELECT step, variant, type, count(*) AS events, count(DISTINCT lead) AS leads
      FROM events ${clause} GROUP BY step, variant, type) AS tallies
    GROUP BY tallies.step, tallies.variant`,
    values
  ).sort(byPlace)
}

type Place = Pick<StepRow, 'step' | 'variant'>

/** By step, then variant; events without a step come last (a choice). */
export const byPlace = (one: Place, other: Place): number =>
  order(one.step, other.step) || order(one.variant, other.variant)

const order = (one: string | null, other: string | null) =>
  Number(one ?? Infinity) - Number(other ?? Infinity)
