import type { World } from '../../../world/world.ts'
import { firstOfEach, type Opportunity } from './opportunities.ts'
import { rowsOf } from './rows.ts'
import type { StepAnalytics } from './schema.ts'
import { byPlace } from './steps.ts'
import type { StepRow } from './tally.ts'

const MEETING_BOOKED = 2
const WON = 4

const nothing = {
  sent: 0,
  opened: 0,
  unique_opened: 0,
  replies: 0,
  unique_replies: 0,
  replies_automatic: 0,
  unique_replies_automatic: 0,
  clicks: 0,
  unique_clicks: 0
}

const LAST_EMAIL = `SELECT step, variant FROM events
  WHERE campaign IS ? AND type = 'email_sent' AND lead = ? AND at <= ? AND subsequence IS NULL
  ORDER BY at DESC, number DESC LIMIT 1`
const PRESENT_INTEREST = `SELECT value FROM events
  WHERE campaign IS ? AND type = 'lead_interest_changed' AND lead = ? ORDER BY at DESC, number DESC LIMIT 1`

/** The step named by the change of interest, or else that of the last email before it (a choice). */
function placeOf(world: World, { step, variant, campaign, lead, at }: Opportunity) {
  const [last] =
    step === null
      ? rowsOf<Pick<Opportunity, 'step' | 'variant'>>(world, LAST_EMAIL, [campaign, lead, at])
      : []
  const place = last ?? { step, variant }
  return { step: textOf(place.step), variant: textOf(place.variant) }
}

const keyOf = ({ step, variant }: Pick<StepRow, 'step' | 'variant'>) => `${step}/${variant}`
const textOf = (number: number | null) => (number === null ? null : String(number))

/** Adds the outcome of each step to the rows; meetings and won leads by their present status (documented). */
export function withOpportunities(
  world: World,
  rows: StepRow[],
  opportunities: Opportunity[]
): StepAnalytics {
  const isNow = (interest: number) => (each: Opportunity) =>
    rowsOf<{ value: unknown }>(world, PRESENT_INTEREST, [each.campaign, each.lead])[0]?.value === interest
  const rowAt = new Map(rows.map((row) => [keyOf(row), row]))
  const placed = Map.groupBy(opportunities, (each) => {
    const place = placeOf(world, each)
    if (!rowAt.has(keyOf(place))) rowAt.set(keyOf(place), { ...place, ...nothing })
    return keyOf(place)
  })
  return [...rowAt]
    .map(([key, row]) => {
      const found = placed.get(key) ?? []
      const unique = firstOfEach(found)
      return {
        ...row,
        opportunities: found.length,
        unique_opportunities: unique.length,
        meetings_booked: unique.filter(isNow(MEETING_BOOKED)).length,
        won: unique.filter(isNow(WON)).length
      }
    })
    .toSorted(byPlace)
}
