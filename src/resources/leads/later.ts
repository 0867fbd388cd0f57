import type { World } from '../../world/world.ts'
import { sendingChanged } from '../campaigns/sending-changed.ts'
import type { Lead } from './schema.ts'

const SOON = 10_000

/** The first and the last id of leads that were created together. */
export type Range = { first: string; last: string }

/**
 * Schedules the work that follows the creation of leads, once for all of them: the lookup of their provider, ten seconds
 * later (recorded as 5 to 60; ten are a choice), and, if requested, the verification of their addresses.
 */
export function lookUpLater({ schedule, clock }: World, made: Lead[], isVerified = false): void {
  sendingChanged({ schedule, clock }, ...made.map(({ campaign }) => campaign))
  const ids = made.filter(({ email }) => email).map(({ id }) => id)
  const [first, last] = [ids[0], ids.at(-1)]
  if (first === undefined || last === undefined) return
  const argument = JSON.stringify({ first, last } satisfies Range)
  schedule.add({ task: 'look_up_providers', argument, due: clock.now() + SOON })
  if (isVerified) schedule.add({ task: 'verify_leads', argument, due: clock.now() })
}
