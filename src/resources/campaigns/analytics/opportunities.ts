import { type Filters, where } from '../../../world/conditions.ts'
import type { World } from '../../../world/world.ts'
import { rowsOf } from './rows.ts'

const TEN_MINUTES = 600_000

/** A change of a lead's interest to a positive one. */
export type Opportunity = {
  at: number
  campaign: string | null
  subsequence: string | null
  lead: string
  value: number
  step: number | null
  variant: number | null
  /** Whether the lead had shown no interest in the campaign before. */
  isFirst: boolean
}

type Change = Omit<Opportunity, 'value' | 'isFirst'> & { value: number | null }
type IsPositive = (interest: number) => boolean

/**
 * The changes of interest that count as opportunities, in order. Within ten minutes of one that counts, further ones of
 * the same lead do not (documented), and those do not extend the ten minutes (a choice).
 */
export function opportunitiesOf(world: World, scope: Filters, isPositive: IsPositive): Opportunity[] {
  const { where: clause, values } = where([...scope, ["type = 'lead_interest_changed'"]])
  const changes = rowsOf<Change>(
    world,
    `SELECT at, campaign, subsequence, lead, value, step, variant FROM events ${clause} ORDER BY at, number`,
    values
  )
  const interests = new Set(changes.map(({ value }) => value))
  const positive = new Set([...interests].filter((value) => value !== null && isPositive(value)))
  const counted = new Map<string, number>()
  const seen = new Set<string>()
  const found: Opportunity[] = []
  for (const change of changes) {
    const { at, value } = change
    const key = keyOf(change)
    if (at - (counted.get(key) ?? -Infinity) < TEN_MINUTES) continue
    counted.set(key, at)
    if (value === null || !positive.has(value)) continue
    found.push({ ...change, value, isFirst: !seen.has(key) })
    seen.add(key)
  }
  return found
}

/** A lead counts once per campaign. */
const keyOf = ({ campaign, lead }: Pick<Change, 'campaign' | 'lead'>): string => `${campaign}/${lead}`

/** The first opportunity of each lead and campaign. */
export const firstOfEach = (opportunities: Opportunity[]): Opportunity[] => [
  ...new Map(opportunities.toReversed().map((each) => [keyOf(each), each])).values()
]
