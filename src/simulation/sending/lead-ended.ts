import type { NewEvent } from '../../world/events.ts'
import { settingsOf } from '../settings.ts'
import type { Simulated } from '../simulated.ts'
import { enterAtEnd } from './subsequences.ts'

/** A lead has reached the end of its sequence; a setting decides whether that is an event of its own. */
export function leadEnded(
  world: Simulated,
  where: Pick<NewEvent, 'campaign' | 'subsequence'> & { lead: string }
): void {
  const isTold = settingsOf(world).campaign_completed === 'lead'
  if (isTold) world.events.emit({ type: 'campaign_completed', ...where })
  else enterAtEnd(world, where)
}
