import { type Condition, type Filters, where } from '../../world/conditions.ts'
import { JsonDocument } from '../../world/document.ts'
import { instantOfId } from '../../world/ids.ts'
import { list, type Order, type Page } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import type { EmailCollection } from './collection.ts'
import { asPreview } from './preview.ts'
import type { ListEmails } from './queries.ts'
import type { Email } from './schema.ts'
import { wholeSecond } from './second.ts'
import { selectedBy } from './selection.ts'

/** Newest first by default (a choice); the cursor is the id (recorded). */
const orderOf = (direction: Order['direction']): Order => ({
  by: 'timestamp_created',
  key: 'id',
  direction,
  cursor: 'key',
  gone: (id) => wholeSecond(instantOfId(id))
})
const oldestFirst = orderOf('ASC')
const newestFirst = orderOf('DESC')

/**
 * Whether a person wrote it was seen when reading a single email, never in lists (reported live). It is removed when
 * listed, because storing a second text of each received email would cost more.
 */
const listed = { from: 'emails', document: "json_remove(document, '$.is_auto_reply')" }

export const listing = (world: World, emails: EmailCollection) => ({
  list(query: ListEmails): JsonDocument<Page<Email>> {
    const passing = selectedBy(world, query)
    const filters = query.latest_of_thread ? [...passing, isLatest(passing)] : passing
    const order = query.sort_order === 'asc' ? oldestFirst : newestFirst
    const page = list<Email>(world, listed, order, query, filters)
    return query.preview_only ? previews(emails, page.value) : page
  }
})

/** The newest email of its thread among those that match the other filters (a choice). */
function isLatest(filters: Filters): Condition {
  const { where: passes, values } = where([
    ...filters,
    ['thread_id = emails.thread_id AND (timestamp_created, id) > (emails.timestamp_created, emails.id)']
  ])
  return [`NOT EXISTS (SELECT 1 FROM emails AS newer ${passes})`, ...values]
}

/** Generated on request: storing the text of each email twice would slow down sending. */
function previews(emails: EmailCollection, { items, ...rest }: Page<Email>): JsonDocument<Page<Email>> {
  const written = items.map((email) => emails.form(asPreview(email)).wire)
  const after = JSON.stringify(rest).slice(1)
  return new JsonDocument(`{"items":[${written.join()}]${after === '}' ? '' : ','}${after}`)
}
