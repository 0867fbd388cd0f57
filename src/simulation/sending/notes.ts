import { runs } from '../runs.ts'
import { settingsOf } from '../settings.ts'
import type { Simulated } from '../simulated.ts'
import { trackOf } from './track.ts'

export const LOOK = 'look_at_campaign'

/** After planted events and jobs of the same instant. */
const AFTER_ALL = 2

/** Schedules a look at the campaign or subsequence for this time, unless an earlier one is scheduled. */
export function lookBy({ schedule }: Simulated, id: string, due: number): void {
  const known = schedule.dueOf(LOOK, id)
  if (known === undefined || due < known) schedule.add({ task: LOOK, argument: id, due, rank: AFTER_ALL })
}

/** Starts a campaign that was activated, or a subsequence that was resumed. */
export function activated(world: Simulated, id: string): void {
  const track = trackOf(world, id)
  if (!track) return
  runs(world).start(id, track.campaign.id)
  lookSoon(world, id)
}

/** Something that affects its sending has changed. */
export function changed(world: Simulated, id: string): void {
  const track = trackOf(world, id)
  if (track && runs(world).isLive(track)) lookSoon(world, id)
}

/** An account or a setting has changed, so campaigns may be able to send again. */
export function lookAgain(world: Simulated): void {
  for (const id of runs(world).all()) changed(world, id)
}

function lookSoon(world: Simulated, id: string): void {
  const soon = world.clock.now() + settingsOf(world).pickup
  lookBy(world, id, soon)
  for (const subsequence of world.subsequences.ofCampaign(id)) lookBy(world, subsequence, soon)
}
