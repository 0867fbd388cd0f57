import type { WorldEvent } from '../../world/events.ts'
import { react } from '../events/react.ts'
import type { Simulated } from '../simulated.ts'
import { decide, followUps, type Planted, type Sent } from './match.ts'
import { reservedFor } from './reserved.ts'
import type { PlannedEvent } from './schema.ts'
import { plansIn } from './store.ts'

export const PLANTED = 'planted_event'

/** Before jobs and looks of the same instant. */
const BEFORE_ALL = 0

/** Schedules the events that the plans give for an email. */
export function followPlans(world: Simulated, sent: WorldEvent): void {
  const { ids, clock, schedule } = world
  const { lead: id, account } = sent
  const known = id && world.leads.glance(id)
  if (!known || !account) return
  const lead = String(known.email)
  const email: Sent = {
    type: sent.type === 'manual_sent' ? 'manual_sent' : 'email_sent',
    lead,
    account,
    campaign: sent.campaign ?? null,
    step: sent.step ?? null,
    variant: sent.variant ?? null
  }
  const plans = plansIn(world)
  const { fires, counts } = decide<Planted & { id?: number }>(
    [...plans.all(), ...reservedFor(lead)],
    email,
    ids.fraction
  )
  for (const plan of counts) if (plan.id !== undefined) plans.count(plan.id, fires.includes(plan))
  const planted = fires.flatMap((plan) => followUps(plan, email, ids.fraction))
  for (const [place, { event, in: wait }] of planted.entries()) {
    const argument = argumentOf(sent.number, place, event)
    schedule.add({ task: PLANTED, argument, due: clock.now() + wait, rank: BEFORE_ALL })
  }
}

/**
 * A planted event as the argument of its task: the email's number in the log, the event's place among those that the email
 * causes, the event. Padded, so that events of one instant happen in the order in which they were planted.
 * @example 000000000042/000000 {"event":"open"}
 */
const argumentOf = (sent: number, place: number, event: PlannedEvent): string =>
  `${String(sent).padStart(12, '0')}/${String(place).padStart(6, '0')} ${JSON.stringify(event)}`

/** Makes a planted event happen, or drops it with a reason if it no longer makes sense. */
export function happen(world: Simulated, argument: string): void {
  const event: PlannedEvent = JSON.parse(argument.slice(argument.indexOf(' ') + 1))
  const sent = world.sql('SELECT * FROM events WHERE number = ?').get(Number.parseInt(argument, 10))
  react(world, event, sent as WorldEvent)
}
