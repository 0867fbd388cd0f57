import { ApiError, badRequest } from '../../errors.ts'
import { BOUNCED } from '../../resources/leads/status.ts'
import type { WorldEvent } from '../../world/events.ts'
import { reactions } from '../events/index.ts'
import { about } from '../events/reaction.ts'
import type { Simulated } from '../simulated.ts'
import { decide, followUps, type Planted, type Sent } from './match.ts'
import { type Plan, plansOf } from './plan.ts'
import { reserved } from './reserved.ts'
import type { KeptPlan, NewPlan, PlannedEvent } from './schema.ts'

/** The planted plans, and the events that they have scheduled. */
export const plansTables = `
  CREATE TABLE plans (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan TEXT NOT NULL,
    counted INTEGER NOT NULL DEFAULT 0,
    fired INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE planted_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sent INTEGER NOT NULL,
    event TEXT NOT NULL
  ) STRICT`

export const PLANTED = 'planted_event'

/** Before jobs and looks of the same instant. */
const BEFORE_ALL = 0

type Row = { id: number; plan: string; counted: number; fired: number }
type NumberedPlan = Planted & { id?: number }

/** A cache of parsed plans, by their JSON: each email reads all plans, and they seldom change. */
const parsed = new Map<string, Plan>()
const KEPT = 1000

function parse(text: string): Plan {
  const known = parsed.get(text)
  if (known) return known
  if (parsed.size === KEPT) parsed.clear()
  const plan: Plan = JSON.parse(text)
  parsed.set(text, plan)
  return plan
}

const planOf = ({ id, plan, counted, fired }: Row): Planted & { id: number } => ({
  ...parse(plan),
  id,
  counted,
  fired
})

const shown = ({ id, match, do: events, also, counted, fired }: Planted & { id: number }): KeptPlan => ({
  id,
  match,
  do: [...events],
  also,
  counted,
  fired
})

export const plansIn = (world: Pick<Simulated, 'sql' | 'transaction' | 'campaigns'>) => {
  const { sql } = world
  const requireCampaign = (id: string | undefined, index: number) => {
    if (id === undefined || world.campaigns.has(id)) return
    throw badRequest(`plans[${index}].match.campaign is ${id}, wanted the id of a campaign`)
  }
  const all = () => (sql('SELECT * FROM plans ORDER BY id').all() as Row[]).map(planOf)
  return {
    all,
    list: (): KeptPlan[] => all().map(shown),
    /** @throws ApiError 400 if a plan has too few or too many fields, or can match nothing */
    plant: (given: readonly NewPlan[]) =>
      world.transaction(() => {
        const place = Number(sql('SELECT coalesce(max(id), 0) FROM plans').pluck().get())
        const plans = plansOf(given, place)
        for (const [index, { match }] of given.entries()) requireCampaign(match?.campaign, index)
        return plans.map((plan) => {
          const { lastInsertRowid } = sql('INSERT INTO plans (plan) VALUES (?)').run(JSON.stringify(plan))
          return shown({ id: Number(lastInsertRowid), ...plan, counted: 0, fired: 0 })
        })
      }),
    remove(id: number): void {
      if (!sql('DELETE FROM plans WHERE id = ?').run(id).changes)
        throw new ApiError(404, `There is no plan ${id}`)
    },
    clear(): void {
      sql('DELETE FROM plans').run()
    }
  }
}

/** Schedules the events that the plans give for an email. */
export function followPlans(world: Simulated, sent: WorldEvent): void {
  const { sql, ids, clock, schedule } = world
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
  const plans: NumberedPlan[] = [...plansIn(world).all(), ...reserved]
  const { fires, counts } = decide(plans, email, ids.fraction)
  for (const plan of counts) {
    if (plan.id === undefined) continue
    const fired = fires.includes(plan) ? 1 : 0
    sql('UPDATE plans SET counted = counted + 1, fired = fired + ? WHERE id = ?').run(fired, plan.id)
  }
  for (const plan of fires) {
    for (const { event, in: wait } of followUps(plan, email, ids.fraction)) {
      const { lastInsertRowid } = sql('INSERT INTO planted_events (sent, event) VALUES (?, ?)').run(
        sent.number,
        JSON.stringify(event)
      )
      // Padded, so that events at the same instant happen in the order in which they were planted.
      const argument = String(lastInsertRowid).padStart(12, '0')
      schedule.add({ task: PLANTED, argument, due: clock.now() + wait, rank: BEFORE_ALL })
    }
  }
}

/** Makes a planted event happen, or drops it with a reason if it no longer makes sense. */
export function happen(world: Simulated, argument: string): void {
  const { sql } = world
  const { sent, event } = sql('DELETE FROM planted_events WHERE id = ? RETURNING *').get(
    Number(argument)
  ) as {
    sent: number
    event: string
  }
  react(world, JSON.parse(event), sql('SELECT * FROM events WHERE number = ?').get(sent) as WorldEvent)
}

/** Makes the event happen now. @returns the reason if it is not possible; the timeline shows it, too */
export function react(
  world: Simulated,
  event: PlannedEvent,
  sent: WorldEvent,
  force = false
): string | undefined {
  const reason = obstacle(world, event, sent) ?? reactions[event.event]({ world, event, sent, force })
  if (reason !== undefined) {
    world.events.emit({ type: 'event_dropped', ...about(sent), value: `${event.event}: ${reason}` })
  }
  return reason
}

/** Impossible after a bounce: nobody has received the email. */
const READING: readonly PlannedEvent['event'][] = ['open', 'click', 'reply', 'auto_reply', 'unsubscribe']

function obstacle(
  { leads, campaigns }: Simulated,
  { event }: PlannedEvent,
  { lead, campaign }: WorldEvent
): string | undefined {
  const known = lead && leads.glance(lead)
  if (!known) return 'the lead is gone'
  if (!campaign || !campaigns.has(campaign)) return 'the campaign is gone'
  const hasBounced = READING.includes(event) && known.status === BOUNCED
  return hasBounced ? 'the lead has bounced' : undefined
}
