import { equals, isAmong, where } from '../../world/conditions.ts'
import type { JsonDocument } from '../../world/document.ts'
import type { World } from '../../world/world.ts'
import { requireStill } from '../background-jobs/locks.ts'
import { sendingChanged } from '../campaigns/sending-changed.ts'
import type { Neighbours } from './neighbours.ts'
import type { DeleteLeads } from './requests.ts'
import type { Lead } from './schema.ts'
import { noting } from './subsequence.ts'
import type { LeadCollection } from './tables.ts'

export function deleting(
  world: World,
  leads: LeadCollection,
  neighbours: Pick<Neighbours, 'backgroundJobs' | 'subsequences'>
) {
  const { backgroundJobs } = neighbours
  const note = noting(neighbours)
  return {
    delete(id: string): JsonDocument<Lead> {
      const { campaign, list_id, subsequence_id } = leads.require(id)
      requireStill(backgroundJobs, campaign, list_id)
      return world.transaction(() => {
        note(subsequence_id)
        sendingChanged(world, campaign, subsequence_id)
        return leads.remove(id)
      })
    },
    /** All of the campaign or list that match the other conditions; unknown keys are ignored. */
    deleteSeveral({ campaign_id, list_id, status, ids, limit = -1 }: DeleteLeads): { count: number } {
      requireStill(backgroundJobs, campaign_id, list_id)
      const { where: clause, values } = where([
        // Not `equals`, which ignores an empty text: that would empty the workspace.
        campaign_id !== undefined && ['campaign = ?', campaign_id],
        list_id !== undefined && ['list_id = ?', list_id],
        equals('status', status),
        isAmong('id', ids)
      ])
      const chosen = `SELECT id FROM leads ${clause} ORDER BY id LIMIT ?`
      return world.transaction(() => {
        const left = `SELECT DISTINCT subsequence_id FROM leads WHERE id IN (${chosen}) AND subsequence_id IS NOT NULL`
        const subsequences = world
          .sql(left)
          .pluck()
          .all([...values, limit])
          .map(String)
        note(...subsequences)
        sendingChanged(world, campaign_id, ...subsequences)
        const { changes } = world.sql(`DELETE FROM leads WHERE id IN (${chosen})`).run(...values, limit)
        return { count: changes }
      })
    }
  }
}
