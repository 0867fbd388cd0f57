import { equals, where } from '../../world/conditions.ts'
import type { World } from '../../world/world.ts'

export type Target = { campaign: string } | { list_id: string }

type Skips = { skip_if_in_workspace?: boolean; skip_if_in_campaign?: boolean; skip_if_in_list?: boolean }

/** Without the name of the index, SQLite may walk through all leads of a campaign. */
const WITH_EMAIL = 'SELECT id FROM leads INDEXED BY leads_by_email WHERE email = ?'

/** The lowest id of the leads with an email, optionally in certain places. */
export function knownLeads({ sql }: World) {
  const first = (condition: string, ...values: string[]): string | undefined => {
    const id = sql(`${WITH_EMAIL} ${condition} ORDER BY id LIMIT 1`)
      .pluck()
      .get(...values)
    return id === undefined ? undefined : String(id)
  }
  return {
    /** All of them, or those of one campaign or list. */
    withEmail(email: string, place: { campaign_id?: string; list_id?: string }): string[] {
      const { where: clause, values } = where([
        ['email = ?', email],
        equals('campaign', place.campaign_id),
        equals('list_id', place.list_id)
      ])
      return sql(`SELECT id FROM leads INDEXED BY leads_by_email ${clause} ORDER BY id`)
        .pluck()
        .all(...values)
        .map(String)
    },
    inTarget: (email: string, target: Target) =>
      'campaign' in target
        ? first('AND campaign = ?', email, target.campaign)
        : first('AND list_id = ?', email, target.list_id),
    /** A different lead, in a campaign other than the target. */
    inOtherCampaign: (email: string, id: string, target: Target) =>
      first('AND id <> ? AND campaign <> ?', email, id, 'campaign' in target ? target.campaign : ''),
    /** The existing lead because of which a new one is skipped; `skip_if_in_workspace` takes precedence (documented). */
    skipped(email: string, skips: Skips): string | undefined {
      if (skips.skip_if_in_workspace) return first('', email)
      const inCampaign = skips.skip_if_in_campaign ? first('AND campaign IS NOT NULL', email) : undefined
      return inCampaign ?? (skips.skip_if_in_list ? first('AND list_id IS NOT NULL', email) : undefined)
    }
  }
}

export type KnownLeads = ReturnType<typeof knownLeads>
