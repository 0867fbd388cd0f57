import type { FindCoerced, UnknownFields } from '../../http/unknown-fields.ts'
import type { JournalEntry, Report } from './answers.ts'
import { coercedFields } from './coerced.ts'
import type { Call } from './engine.ts'
import { hastyRetries } from './retries.ts'
import { trapped } from './traps.ts'

/** Advice about the client; both arguments hold the same calls. */
export function report(entries: JournalEntry[], calls: readonly Call[], findCoerced: FindCoerced): Report {
  return {
    operations: operations(entries),
    advice: [
      ...trapped(entries),
      ...unknownFields(entries),
      ...coercedFields(calls, findCoerced),
      ...firstPages(entries),
      ...hastyRetries(calls),
      ...notImplemented(entries)
    ]
  }
}

function operations(entries: JournalEntry[]): Report['operations'] {
  const groups = Map.groupBy(entries, ({ operation_id }) => operation_id ?? 'unknown route')
  return [...groups]
    .map(([operation_id, calls]) => ({
      operation_id,
      calls: calls.length,
      errors: calls.filter(({ status }) => status === null || status >= 400).length
    }))
    .sort((a, b) => b.calls - a.calls || a.operation_id.localeCompare(b.operation_id))
}

/** Fields that the service ignores, one sentence per field. */
const adviceAbout = (operationId: string | null, { body, query }: UnknownFields): string[] => [
  ...body.map((place) => `${operationId} ignores ${place} in the body`),
  ...query.map((place) => `${operationId} ignores the parameter ${place}`)
]

export function unknownFields(entries: JournalEntry[]): Report['advice'] {
  const places = entries.flatMap(({ number, operation_id, unknown_fields }) =>
    adviceAbout(operation_id, unknown_fields).map((what) => ({ number, what }))
  )
  return [...Map.groupBy(places, ({ what }) => what)].map(([advice, found]) => ({
    advice,
    calls: [...new Set(found.map(({ number }) => number))]
  }))
}

/** Retries of a 501: clients retry it like any 5xx, always in vain. */
export function notImplemented(entries: JournalEntry[]): Report['advice'] {
  const refused = entries.filter(({ status, fault }) => status === 501 && fault === null)
  return [...Map.groupBy(refused, ({ operation_id }) => operation_id)]
    .filter(([, calls]) => calls.length > 1)
    .map(([operation_id, calls]) => ({
      advice:
        `${operation_id} is not implemented, and was called again after its 501: a fault for it with ` +
        'answer: {status: 200, body} stubs it',
      calls: calls.map(({ number }) => number)
    }))
}

/** Lists with a full page whose next page was never requested. */
export function firstPages(entries: JournalEntry[]): Report['advice'] {
  const asked = new Set(
    entries.flatMap(({ query, body }) => [query.starting_after, Object(body).starting_after])
  )
  const unread = entries.filter(({ answer, query, body }) => {
    const { items, next_starting_after: next } = Object(answer)
    const limit = query.limit ?? Object(body).limit ?? 10
    const isFull = ['string', 'number'].includes(typeof limit) && items?.length >= Number(limit)
    return next !== undefined && isFull && !asked.has(next)
  })
  return [...Map.groupBy(unread, ({ operation_id }) => operation_id)].map(([operation_id, calls]) => ({
    advice: `${operation_id} returned a full page and a next_starting_after that was never used: more items may follow`,
    calls: calls.map(({ number }) => number)
  }))
}
