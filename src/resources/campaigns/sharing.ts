import { forbidden } from '../../errors.ts'
import type { World } from '../../world/world.ts'

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000

export const sharingTable = `
  CREATE TABLE campaign_shares (
    campaign_id TEXT PRIMARY KEY REFERENCES campaigns (id) ON DELETE CASCADE,
    shared_until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`

/** Which campaigns others may copy, and until when; sharing again restarts the seven days. */
export const sharing = ({ sql, clock }: World) => ({
  start(campaignId: string): void {
    sql('INSERT OR REPLACE INTO campaign_shares VALUES (?, ?)').run(campaignId, clock.now() + SEVEN_DAYS)
  },
  require(campaignId: string): void {
    const until = sql('SELECT shared_until FROM campaign_shares WHERE campaign_id = ?')
      .pluck()
      .get(campaignId)
    if (typeof until !== 'number' || until <= clock.now())
      throw forbidden('The requested campaign not shared')
  }
})
