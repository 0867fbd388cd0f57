import { ApiError, badRequest } from '../../errors.ts'
import type { WorldEvent } from '../../world/events.ts'
import { react } from '../events/react.ts'
import { requireSense } from '../plans/check.ts'
import type { Simulated } from '../simulated.ts'
import { namedLeads } from './named-leads.ts'
import type { Runnable } from './run.ts'
import type { EventNow, EventResult } from './schema.ts'
import { rowsSince } from './timeline.ts'

/**
 * Makes one event happen now.
 * @returns what happened, and the deliveries to webhooks that follow
 * @throws ApiError 404 if the lead or the campaign does not exist, 400 if the event is not possible
 */
export function eventNow(
  world: Runnable,
  { lead, campaign, step, force = false, ...event }: EventNow
): EventResult {
  requireSense(event)
  const sent = lastSent(world, lead, campaign, step)
  const { events, deliveries } = world
  const before = { event: events.last(), delivery: deliveries.last() }
  world.transaction(() => {
    const reason = react(world, event, sent, force)
    // A refused call leaves no trace in the timeline either.
    if (reason !== undefined) throw badRequest(`${event.event} is impossible: ${reason}`)
  })
  return {
    happened: events.countsSince(before.event),
    events: rowsSince(world, before.event),
    queued: deliveries.queuedSince(before.delivery)
  }
}

/** The last email that the lead received, of the given step if there is one. */
function lastSent(
  world: Simulated,
  lead: string,
  campaign: string | undefined,
  step: number | undefined
): WorldEvent {
  const ids = namedLeads(world, lead).filter(world.leads.has)
  if (!ids.length) throw new ApiError(404, `There is no lead ${lead}`)
  if (campaign !== undefined && !world.campaigns.has(campaign))
    throw new ApiError(404, `There is no campaign ${campaign}`)
  const found = world
    .sql(
      `SELECT * FROM events WHERE type = 'email_sent' AND lead IN (SELECT value FROM json_each(?)) AND (? IS NULL OR campaign = ?)
      AND (? IS NULL OR step = ?) ORDER BY number DESC LIMIT 1`
    )
    .get(
      JSON.stringify(ids),
      campaign ?? null,
      campaign ?? null,
      step === undefined ? null : step - 1,
      step === undefined ? null : step - 1
    )
  if (!found)
    throw badRequest(
      `${lead} was sent no email${step === undefined ? '' : ` of step ${step}`} yet, wanted a sent one`
    )
  return found as WorldEvent
}
