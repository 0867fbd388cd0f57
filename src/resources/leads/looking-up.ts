import type { World } from '../../world/world.ts'
import { sendingChanged } from '../campaigns/sending-changed.ts'
import { providerOf } from './provider-lookup.ts'
import { sliceOf } from './slice.ts'
import type { LeadCollection } from './tables.ts'

/** Sets the provider of every lead with the email (recorded). A lead that has a code keeps it. */
export function lookingUp(world: World, leads: LeadCollection) {
  const { sql, schedule, clock } = world
  const unknown = (id: string) =>
    sql(
      `SELECT same.id FROM leads JOIN leads AS same INDEXED BY leads_by_email ON same.email = leads.email
        WHERE leads.id = ? AND same.esp_code IS NULL`
    )
      .pluck()
      .all(id)
      .map(String)

  return (argument: string): void => {
    const { ids, rest } = sliceOf(world, JSON.parse(argument))
    const changed = ids.flatMap(unknown).map(
      (id) =>
        leads.update(id, ({ company_domain, timestamp_updated }) => ({
          esp_code: providerOf(company_domain),
          timestamp_updated: clock.timestampAfter(timestamp_updated)
        })).value
    )
    sendingChanged(world, ...changed.flatMap(({ campaign, subsequence_id }) => [campaign, subsequence_id]))
    if (rest) schedule.add({ task: 'look_up_providers', argument: JSON.stringify(rest), due: clock.now() })
  }
}
