import { type Condition, type Filters, where } from '../../world/conditions.ts'
import { JsonDocument } from '../../world/document.ts'
import { instantOfId } from '../../world/ids.ts'
import type { Order, Page } from '../../world/list.ts'
import type { EmailCollection } from './collection.ts'
import { asPreview } from './preview.ts'
import type { ListEmails } from './queries.ts'
import type { Email } from './schema.ts'
import { wholeSecond } from './second.ts'
import { selectedBy } from './selection.ts'

/** Newest first unless told (a choice); the cursor is the id (recorded). */
const orderOf = (direction: Order['direction']): Order => ({
  by: 'timestamp_created',
  key: 'id',
  direction,
  cursor: 'key',
  gone: (id) => wholeSecond(instantOfId(id))
})
const oldestFirst = orderOf('ASC')
const newestFirst = orderOf('DESC')

export const listing = (emails: EmailCollection) => ({
  list(query: ListEmails): JsonDocument<Page<Email>> {
    const passing = selectedBy(query)
    const filters = query.latest_of_thread ? [...passing, isLatest(passing)] : passing
    const page = emails.list(query.sort_order === 'asc' ? oldestFirst : newestFirst, query, filters)
    return query.preview_only ? previews(emails, page.value) : page
  }
})

/** The newest of its thread among those that pass the other filters (a choice). */
function isLatest(filters: Filters): Condition {
  const { where: passes, values } = where([
    ...filters,
    ['thread_id = emails.thread_id AND (timestamp_created, id) > (emails.timestamp_created, emails.id)']
  ])
  return [`NOT EXISTS (SELECT 1 FROM emails AS newer ${passes})`, ...values]
}

/** Made when they are asked for: the text of each email twice would cost every one that is sent. */
function previews(emails: EmailCollection, { items, ...rest }: Page<Email>): JsonDocument<Page<Email>> {
  const written = items.map((email) => emails.form(asPreview(email)).wire)
  const after = JSON.stringify(rest).slice(1)
  return new JsonDocument(`{"items":[${written.join()}]${after === '}' ? '' : ','}${after}`)
}
