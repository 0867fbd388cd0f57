import { badRequest } from '../../errors.ts'
import { collectionOf } from '../../world/collection.ts'
import { columnOf } from '../../world/columns.ts'
import { contains, equals } from '../../world/conditions.ts'
import type { JsonDocument } from '../../world/document.ts'
import { newestFirst } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { isGoodSign, nextNumber } from './numbers.ts'
import { replyLabel } from './reply-label.ts'
import type {
  AiReplyLabel,
  CreateLeadLabel,
  DeleteLeadLabel,
  ListLeadLabels,
  PatchLeadLabel,
  TestAiReplyLabel
} from './requests.ts'
import { LeadLabel } from './schema.ts'

/**
 * Leads and emails refer to a label by its number. When the label is deleted, their own triggers replace it with
 * `reassigned_status`: the column is written just before, and empty means none.
 */
export const tables = `
  CREATE TABLE lead_labels (
    id TEXT PRIMARY KEY,
    interest_status INTEGER NOT NULL UNIQUE,
    interest_status_label TEXT NOT NULL,
    searched TEXT NOT NULL,
    timestamp_created TEXT NOT NULL,
    reassigned_status INTEGER,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX lead_labels_by_time ON lead_labels (timestamp_created, id)`

export const collection = collectionOf({
  table: 'lead_labels',
  schema: LeadLabel,
  columns: ['interest_status', 'interest_status_label', 'timestamp_created'],
  // One line each, so that no search matches across the two.
  computed: {
    searched: columnOf<LeadLabel>()(
      ['label', 'description'],
      ({ label, description }) => `${label}\n${description ?? ''}`
    )
  }
})

export function store(world: World) {
  const { sql, clock } = world
  const labels = collection(world)
  return {
    ...labels,
    list: (query: ListLeadLabels) =>
      labels.list(newestFirst, query, [
        contains('searched', query.search),
        equals('interest_status_label', query.interest_status)
      ]),
    create: (label: CreateLeadLabel) =>
      world.transaction(() =>
        labels.insert({
          ...label,
          id: labels.freshId(),
          timestamp_created: clock.timestamp(),
          created_by: world.owner,
          organization_id: world.organization,
          interest_status: nextNumber(world, label.interest_status_label)
        })
      ),
    /** Whether a lead with this interest status is an opportunity. */
    isPositive(interest: number): boolean {
      const kind = sql('SELECT interest_status_label FROM lead_labels WHERE interest_status = ?')
        .pluck()
        .get(interest)
      return kind === undefined ? isGoodSign(interest) : kind === 'positive'
    },
    /** A label of another kind keeps its number, to which leads refer (a choice). */
    patch: (id: string, changes: PatchLeadLabel) => labels.update(id, () => changes),
    /** Leads and emails get `reassigned_status` instead of its number, or none. */
    removeAndReassign(id: string, body: DeleteLeadLabel): JsonDocument<LeadLabel> {
      const { reassigned_status: status = null } = body ?? {}
      if (status !== null && !Number.isSafeInteger(status)) {
        throw badRequest(`body/reassigned_status is ${status}, wanted the number of an interest status`)
      }
      return world.transaction(() => {
        sql('UPDATE lead_labels SET reassigned_status = ? WHERE id = ?').run(status, id)
        return labels.remove(id)
      })
    },
    testReply({ reply_text }: TestAiReplyLabel): AiReplyLabel {
      const custom_labels_considered = labels
        .sorted({ ...newestFirst, direction: 'ASC' }, [])
        .filter(({ use_with_ai }) => use_with_ai)
        .map(({ label }) => label)
      return { result: replyLabel(reply_text, custom_labels_considered), custom_labels_considered }
    }
  }
}

export type LeadLabels = ReturnType<typeof store>
