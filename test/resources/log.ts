import type { Test } from 'tap'
import { createEvents, type EventType, type NewEvent } from '../../src/world/events.ts'
import { small, start } from '../start.ts'

/** The small world, and a function that adds events to its log. */
export async function startWithLog(t: Test) {
  const server = await start(t)
  const { clock, sql } = await server.app.services.registry.open('default')
  // Nobody listens to these: the leads that they name need not be there.
  const events = createEvents(sql, clock)
  const plant = (at: string, type: EventType, event: Partial<NewEvent> = {}) => {
    clock.freeze(Date.parse(at))
    events.emit({ type, campaign: small.spring, lead: 'x', account: 'anna@example.com', ...event })
  }
  return { ...server, clock, plant }
}
