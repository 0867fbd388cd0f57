import { ACTIVE, BOUNCE_PROTECT } from '../../resources/campaigns/status.ts'
import { runs } from '../runs.ts'
import { settingsOf } from '../settings.ts'
import type { Simulated } from '../simulated.ts'
import { setStatus } from './set-status.ts'

const FEWEST = 20
const MOST = 0.05

/** Stops a campaign after too many bounces since its activation (a choice). */
export function protect(world: Simulated, id: string): void {
  const campaign = world.campaigns.require(id)
  const run = runs(world).find(id)
  if (!run || campaign.status !== ACTIVE) return
  if (!settingsOf(world).bounce_protect || campaign.disable_bounce_protect) return
  const count = (type: string) =>
    Number(
      world
        .sql('SELECT count(*) FROM events WHERE campaign = ? AND type = ? AND number > ?')
        .pluck()
        .get(id, type, run.since_event)
    )
  const sent = count('email_sent')
  if (sent < FEWEST || count('email_bounced') <= sent * MOST) return
  setStatus(world, id, BOUNCE_PROTECT)
}
