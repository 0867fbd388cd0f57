import { span } from './after.ts'
import { isLike } from './pattern.ts'
import type { Plan } from './plan.ts'
import type { PlanMatch, PlannedEvent } from './schema.ts'

/** A sent email. Step and variant count from 0, as in the log; null for a manual email. */
export type Sent = {
  type: 'email_sent' | 'manual_sent'
  campaign: string | null
  lead: string
  account: string
  step: number | null
  variant: number | null
}

/** A plan with the number of emails counted for its `every`, and how often it fired. */
export type Planted = Plan & { counted: number; fired: number }

type Fraction = (key: string) => number

/**
 * The plans that fire on the email, and those that counted it. Later plans are considered only if no earlier one fires,
 * or if the earlier ones have `also`.
 */
export function decide<P extends Planted>(plans: readonly P[], sent: Sent, fraction: Fraction) {
  const fires: P[] = []
  const counts: P[] = []
  /** By key: the parts of a profile have the same, so that they draw one number. */
  const drawn = new Map<string, number>()
  const draw = (plan: Plan): number => {
    const number = drawn.get(plan.key) ?? fraction(chance(plan, sent))
    drawn.set(plan.key, number)
    return number
  }
  for (const plan of plans) {
    const { every = 1, times = Number.POSITIVE_INFINITY, share = 1 } = plan.match
    if (plan.fired >= times || !suits(plan.match, sent)) continue
    if (share < 1 && draw(plan) >= share) continue
    counts.push(plan)
    if ((plan.counted + 1) % every) continue
    fires.push(plan)
    if (!plan.also) break
  }
  return { fires, counts }
}

/** Whether the email matches the plan's criteria, regardless of share and counts. */
export function suits(match: PlanMatch, sent: Sent): boolean {
  const { on = 'email_sent', campaign, lead, account, step, variant } = match
  if (on !== sent.type) return false
  if (campaign !== undefined && campaign !== sent.campaign) return false
  if (step !== undefined && step - 1 !== sent.step) return false
  if (variant !== undefined && variant - 1 !== sent.variant) return false
  if (lead !== undefined && !isLike(lead, sent.lead)) return false
  return account === undefined || isLike(account, sent.account)
}

/** The plan's events for the email, each with its delay in milliseconds. */
export const followUps = (
  plan: Plan,
  sent: Sent,
  fraction: Fraction
): { event: PlannedEvent; in: number }[] =>
  plan.do.map((event, index) => ({
    event,
    in: span(event.after, () => fraction(`${chance(plan, sent)}/${index}`))
  }))

/** Names the lead by email, because ids differ between worlds. */
const chance = ({ key }: Plan, { lead, step }: Sent) => `plan/${key}/${lead}/${step}`
