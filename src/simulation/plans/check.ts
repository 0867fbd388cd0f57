import { badRequest } from '../../errors.ts'
import { bounds } from './after.ts'
import type { PlanMatch, PlannedEvent } from './schema.ts'

/** Refuses a plan that can match nothing: it would look as if it did not work. */
export function requireMatch({ on, step, variant }: PlanMatch, name: string): void {
  if (on !== 'manual_sent') return
  for (const [criterion, value] of Object.entries({ step, variant })) {
    if (value === undefined) continue
    throw badRequest(`${name}.match.${criterion} is ${value}, wanted none: manually sent emails have no step`)
  }
}

/** 100 years, in milliseconds: no test waits longer, and no clock shows the year 10000. */
const LONGEST = 36_525 * 86_400_000

const told = (after: PlannedEvent['after']) =>
  typeof after === 'object' ? after.between.join(' to ') : after

export function requireEvents(events: readonly PlannedEvent[], name: string): void {
  for (const [index, { event, interest, after }] of events.entries()) {
    const place = `${name}.do[${index}]`
    const [least, most] = bounds(after, `${place}.after`)
    if (least > most)
      throw badRequest(`${place}.after.between has the longer duration first, wanted the shorter one first`)
    if (most > LONGEST) throw badRequest(`${place}.after is ${told(after)}, wanted 100 years at most`)
    if (event === 'interest' && interest === undefined) {
      throw badRequest(`${place}.interest is absent, wanted the new interest, or null`)
    }
  }
}
