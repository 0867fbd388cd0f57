import { badRequest } from '../../errors.ts'
import { bounds } from './after.ts'
import type { PlanMatch, PlannedEvent } from './schema.ts'

/** Refuses a plan that can match nothing: it would look as if it did not work. */
export function requireMatch({ on, step, variant, lead, account }: PlanMatch, name: string): void {
  for (const [criterion, pattern] of Object.entries({ lead, account })) {
    if (pattern === undefined || /[@*]/.test(pattern)) continue
    throw badRequest(`${name}.match.${criterion} is ${pattern}, wanted an email, or a pattern with *`)
  }
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
  for (const [index, event] of events.entries()) {
    const place = `${name}.do[${index}].`
    requireSense(event, place)
    const { after } = event
    const [least, most] = bounds(after, `${place}after`)
    if (least > most)
      throw badRequest(`${place}after.between has the longer duration first, wanted the shorter one first`)
    if (most > LONGEST) throw badRequest(`${place}after is ${told(after)}, wanted 100 years at most`)
  }
}

const replies = ['reply', 'auto_reply']
const interests = [...replies, 'interest']

/** The events to which a field means something. */
const meaning: Record<string, string[]> = {
  text: [...replies, 'account_error'],
  quote: replies,
  interest: interests,
  ai_interest_value: interests
}

/** Refuses fields that say nothing of the event, which would look as if they did not work. */
export function requireSense(event: PlannedEvent, place = ''): void {
  if (event.event === 'interest' && event.interest === undefined)
    throw badRequest(`${place}interest is absent, wanted the new interest, or null`)
  for (const [field, value] of Object.entries(event)) {
    const events = meaning[field]
    if (value === undefined || !events || events.includes(event.event)) continue
    throw badRequest(
      `${place}${field} is ${value}, wanted none with ${event.event}, only with ${events.join(', ')}`
    )
  }
}
