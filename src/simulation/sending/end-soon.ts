import type { WorldEvent } from '../../world/events.ts'
import type { Simulated } from '../simulated.ts'
import { changed } from './notes.ts'
import { isActive, trackOf } from './track.ts'

/** Recorded: a campaign ends soon after its last lead, however that one ended. */
export function endSoon(world: Simulated, { lead: id }: WorldEvent): void {
  const lead = id && world.leads.has(id) ? world.leads.require(id) : undefined
  if (!lead?.campaign) return
  const { campaign, subsequence_id } = lead
  if (world.leads.areLeft(campaign, subsequence_id ?? undefined)) return
  const track = trackOf(world, subsequence_id ?? campaign)
  if (track && isActive(track)) changed(world, track.id)
}
