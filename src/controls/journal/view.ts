import type { FindUnknownFields, Ignored } from '../../http/unknown-fields.ts'
import { masked, maskedMalformed } from '../../redact.ts'
import type { Call } from './journal.ts'

/** A call as it is shown: what was sent, what came of it, and what the service dropped of it. */
export type JournalEntry = {
  number: number
  time: string
  operation_id: string | null
  method: string
  path: string
  query: Record<string, unknown>
  body: unknown
  status: number | null
  answer: unknown
  error: string | null
  duration_ms: number
  fault: string | null
  ignored: Ignored
}

export function view(call: Call, findUnknownFields: FindUnknownFields): JournalEntry {
  const [path = ''] = call.url.split('?', 1)
  const query = readQuery(call.url.slice(path.length + 1))
  const answer = readJson(call.answer?.toString())
  const failed = call.status !== undefined && call.status >= 400
  return {
    number: call.number,
    time: new Date(call.at).toISOString(),
    operation_id: call.operationId ?? null,
    method: call.method,
    path,
    query,
    body: readJson(call.sent),
    status: call.status ?? null,
    answer,
    error: failed ? String(Object(answer).message ?? Object(answer).error ?? '') : null,
    duration_ms: call.duration,
    fault: call.fault ?? null,
    ignored: findUnknownFields(call.operationId, call.sent, query)
  }
}

/** Text that is no JSON is shown as text; no text as null. */
function readJson(text: string | undefined): unknown {
  if (text === undefined) return null
  try {
    return JSON.parse(text, masked)
  } catch {
    return maskedMalformed(text)
  }
}

function readQuery(search: string): Record<string, unknown> {
  const parameters = new URLSearchParams(search)
  const names = new Set(parameters.keys())
  return Object.fromEntries(
    [...names].map((name) => {
      const values = parameters.getAll(name).map((value) => masked(name, value))
      return [name, values.length > 1 ? values : values[0]]
    })
  )
}
