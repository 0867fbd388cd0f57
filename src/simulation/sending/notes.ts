import { runs } from '../runs.ts'
import { settingsOf } from '../settings.ts'
import type { Simulated } from '../simulated.ts'
import { type Track, trackOf } from './track.ts'

export const LOOK = 'look_at_campaign'

/** What resources schedule after changes. */
export const ACTIVATED = 'campaign_activated'
export const CHANGED = 'campaign_changed'
export const SENDERS_CHANGED = 'senders_changed'

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
  // A look that was scheduled before a pause may be nearer.
  for (const each of [id, ...world.subsequences.ofCampaign(id)]) world.schedule.remove(LOOK, each)
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

/** When the next look is due, counting changes that were not handled yet; undefined if there will be none. */
export function nextLook(world: Simulated, { id, campaign }: Track): number | undefined {
  const { schedule } = world
  const dueOf = (task: string, argument: string) => schedule.dueOf(task, argument) ?? Number.POSITIVE_INFINITY
  const { pickup } = settingsOf(world)
  const begun = Math.min(dueOf(ACTIVATED, id), dueOf(ACTIVATED, campaign.id))
  const noted = Math.min(dueOf(CHANGED, id), dueOf(CHANGED, campaign.id), dueOf(SENDERS_CHANGED, 'all'))
  const known = begun === Number.POSITIVE_INFINITY ? dueOf(LOOK, id) : begun + pickup
  const next = Math.min(known, noted + pickup)
  return next === Number.POSITIVE_INFINITY ? undefined : next
}

function lookSoon(world: Simulated, id: string): void {
  const soon = world.clock.now() + settingsOf(world).pickup
  lookBy(world, id, soon)
  for (const subsequence of world.subsequences.ofCampaign(id)) lookBy(world, subsequence, soon)
}
