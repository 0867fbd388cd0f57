import type { World } from '../../world/world.ts'
import { sendingChanged } from '../campaigns/sending-changed.ts'
import { providerOf } from './provider-lookup.ts'
import { sliceOf } from './slice.ts'
import type { LeadCollection } from './tables.ts'

/** Sets the provider of every lead with the email (recorded). A lead that has a code keeps it. */
export function lookingUp(world: World, leads: LeadCollection) {
  const { sql, schedule, clock } = world
  /** The leads without a code that have an email of one of these. */
  const unknown = (ids: readonly string[]) =>
    leads.several(
      sql(
        `SELECT DISTINCT same.id FROM json_each(?) AS given JOIN leads ON leads.id = given.value
          JOIN leads AS same INDEXED BY leads_by_email ON same.email = leads.email WHERE same.esp_code IS NULL`
      )
        .pluck()
        .all(JSON.stringify(ids))
        .map(String)
    )

  return (argument: string): void => {
    const { ids, rest } = sliceOf(world, JSON.parse(argument))
    const found = unknown(ids)
    for (const lead of found) {
      leads.change(lead, {
        esp_code: providerOf(lead.company_domain),
        timestamp_updated: clock.timestampAfter(lead.timestamp_updated)
      })
    }
    sendingChanged(world, ...found.flatMap(({ campaign, subsequence_id }) => [campaign, subsequence_id]))
    if (rest) schedule.add({ task: 'look_up_providers', argument: JSON.stringify(rest), due: clock.now() })
  }
}
