import { badRequest } from '../../errors.ts'
import { requireEvents, requireMatch } from './check.ts'
import { profiles } from './profile.ts'
import type { NewPlan, PlanMatch, PlannedEvent } from './schema.ts'

/** A stored plan. Its key, together with the email, decides its random choices. */
export type Plan = { key: string; match: PlanMatch; do: readonly PlannedEvent[]; also: boolean }

/**
 * The given plans, with each profile expanded into plans.
 * @param place how many were planted before; a profile does not depend on it
 * @throws ApiError 400 if a plan has too few or too many fields, or can match nothing
 */
export const plansOf = (given: readonly NewPlan[], place: number): Plan[] =>
  given.flatMap((plan, index): Plan[] => {
    const { match = {}, do: events, profile, also = false, seed = '' } = plan
    const name = `plans[${index}]`
    requireMatch(match, name)
    if (events && !profile) {
      requireEvents(events, name)
      return [{ key: `${seed}/${place + index}`, match, do: events, also }]
    }
    if (!profile || events) {
      throw badRequest(
        `${name} has ${events ? 'both do and' : 'neither do nor'} a profile, wanted one of them`
      )
    }
    requireWhole(plan, name)
    return profiles[profile].map((part) => ({
      key: `${seed}/${profile}`,
      match: { ...match, share: part.share },
      do: part.do,
      also: false
    }))
  })

/** A profile has its own shares, and excludes other reactions to the same email. */
function requireWhole({ match: { share, every, times } = {}, also }: NewPlan, name: string): void {
  for (const [field, value] of Object.entries({
    'match.share': share,
    'match.every': every,
    'match.times': times,
    also
  })) {
    if (value === undefined) continue
    throw badRequest(`${name}.${field} is ${value}, wanted none with a profile`)
  }
}
