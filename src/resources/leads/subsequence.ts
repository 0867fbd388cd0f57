import { badRequest, notFound } from '../../errors.ts'
import type { JsonDocument } from '../../world/document.ts'
import type { World } from '../../world/world.ts'
import { sendingChanged } from '../campaigns/sending-changed.ts'
import type { Neighbours } from './neighbours.ts'
import type { Lead } from './schema.ts'
import { ACTIVE, COMPLETED } from './status.ts'
import type { LeadCollection } from './tables.ts'

/** Notifies the subsequences that leads have left or entered (inferred: they record when). */
export const noting =
  ({ subsequences }: Pick<Neighbours, 'subsequences'>) =>
  (...changed: (string | null | undefined)[]): void => {
    for (const id of changed) if (id && subsequences.has(id)) subsequences.noteLeads(id)
  }

/** Moves a lead into a subsequence of its campaign, and out of it; its campaign stays (reported live). */
export function subsequenceOf(
  world: World,
  leads: LeadCollection,
  neighbours: Pick<Neighbours, 'subsequences'>
) {
  const { clock, events, transaction } = world
  const { subsequences } = neighbours
  const note = noting(neighbours)

  return {
    moveToSubsequence({ id, subsequence_id }: { id: string; subsequence_id: string }): JsonDocument<Lead> {
      // Reported live: the subsequence is checked first.
      if (!subsequences.has(subsequence_id)) throw notFound('Subsequence not found')
      const before = leads.require(id)
      const { parent_campaign: campaign } = subsequences.require(subsequence_id)
      if (before.campaign !== campaign) throw badRequest("Subsequence does not belong to the lead's campaign")
      // Recorded: a repeated call changes nothing.
      if (before.subsequence_id === subsequence_id) return leads.read(id)
      return transaction(() => {
        note(before.subsequence_id, subsequence_id)
        events.emit({
          type: 'subsequence_entered',
          campaign,
          subsequence: subsequence_id,
          lead: id
        })
        sendingChanged(world, before.subsequence_id, campaign, subsequence_id)
        const now = clock.timestampAfter(before.timestamp_updated)
        return leads.update(id, ({ status }) => ({
          subsequence_id,
          // It starts at the first step there.
          status_summary_subseq: undefined,
          // Reported live: a completed lead becomes active again.
          status: status === COMPLETED ? ACTIVE : status,
          timestamp_added_subsequence: now,
          timestamp_updated: now
        }))
      })
    },
    /** A lead in no subsequence stays unchanged (a choice). */
    removeFromSubsequence({ id }: { id: string }): JsonDocument<Lead> {
      const { campaign, subsequence_id, timestamp_updated } = leads.require(id)
      if (!subsequence_id) return leads.read(id)
      return transaction(() => {
        note(subsequence_id)
        sendingChanged(world, campaign, subsequence_id)
        const now = clock.timestampAfter(timestamp_updated)
        // Recorded: both timestamps are the same afterwards.
        return leads.update(id, () => ({
          subsequence_id: null,
          timestamp_added_subsequence: now,
          timestamp_updated: now
        }))
      })
    }
  }
}
