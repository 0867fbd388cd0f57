import type { Campaign } from '../../resources/campaigns/schema.ts'
import type { Simulated } from '../simulated.ts'

/** Recorded: a status set by sending does not change `timestamp_updated`. */
export function setStatus(world: Simulated, id: string, status: Campaign['status']): void {
  world.campaigns.update(id, () => ({ status }))
  world.events.emit({ type: 'campaign_status_changed', campaign: id, value: status })
}
