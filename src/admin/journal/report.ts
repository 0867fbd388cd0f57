import type { JournalEntry } from './view.ts'

export type Report = {
  /** How often each operation was called, the most frequent first. */
  operations: { operation_id: string; calls: number; errors: number }[]
  /** Advice about the client, each with the numbers of the calls that gave rise to it. */
  advice: { advice: string; calls: number[] }[]
}

/** A retry within this many milliseconds after a 429 comes at once. */
const AT_ONCE = 1000

/** What the journal says about the client. */
export function report(entries: JournalEntry[]): Report {
  return {
    operations: operations(entries),
    advice: [...ignoredFields(entries), ...firstPages(entries), ...hastyRetries(entries)]
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

function ignoredFields(entries: JournalEntry[]): Report['advice'] {
  const places = entries.flatMap(({ number, operation_id, ignored }) => [
    ...ignored.body.map((place) => ({ number, what: `${operation_id} ignores ${place} in the body` })),
    ...ignored.query.map((place) => ({ number, what: `${operation_id} ignores the parameter ${place}` }))
  ])
  return [...Map.groupBy(places, ({ what }) => what)].map(([advice, found]) => ({
    advice,
    calls: [...new Set(found.map(({ number }) => number))]
  }))
}

/** Lists that had a full page, of which no later call asked for the next one. */
function firstPages(entries: JournalEntry[]): Report['advice'] {
  const asked = new Set(
    entries.flatMap(({ query, body }) => [query.starting_after, Object(body).starting_after])
  )
  const unread = entries.filter(({ answer, query, body }) => {
    const { items, next_starting_after: next } = Object(answer)
    const limit = Number(query.limit ?? Object(body).limit ?? 10)
    return next !== undefined && items?.length >= limit && !asked.has(next)
  })
  return [...Map.groupBy(unread, ({ operation_id }) => operation_id)].map(([operation_id, calls]) => ({
    advice: `${operation_id} gave a full page and a next_starting_after that was never asked for: more items may follow`,
    calls: calls.map(({ number }) => number)
  }))
}

function hastyRetries(entries: JournalEntry[]): Report['advice'] {
  const hasty = entries.filter(({ operation_id, number, time }) =>
    entries.some(
      (before) =>
        before.status === 429 &&
        before.operation_id === operation_id &&
        before.number < number &&
        Date.parse(time) - Date.parse(before.time) < AT_ONCE
    )
  )
  if (!hasty.length) return []
  return [
    {
      advice: 'retried within a second after a 429: wait longer each time',
      calls: hasty.map(({ number }) => number)
    }
  ]
}
