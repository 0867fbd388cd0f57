import type { Waiting } from '../../resources/leads/queue.ts'
import type { Simulated } from '../simulated.ts'
import type { Track } from './track.ts'

const INVALID = -1
const RISKY = -2
const CATCH_ALL = -3

/** Why a lead gets no email at all (a choice); undefined if it may get one. */
export function skipReason(world: Simulated, { campaign }: Track, lead: Waiting): string | undefined {
  const { email, verification_status } = lead
  if (!email) return 'it has no email'
  if (world.blockListEntries.isBlocked(email)) return 'it is on the block list'
  if (verification_status === INVALID) return 'its email is invalid'
  if (campaign.allow_risky_contacts) return undefined
  if (verification_status === RISKY) return 'its email is risky'
  return verification_status === CATCH_ALL ? 'its domain takes every address' : undefined
}
