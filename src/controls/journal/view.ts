import type { FindUnknownFields } from '../../http/unknown-fields.ts'
import { redact, redactMalformed } from '../../redact.ts'
import type { Call } from './engine.ts'
import type { JournalEntry } from './schema.ts'

/** A call as it is shown: what was sent, what came of it, and what the service dropped of it. */
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
    return JSON.parse(text, redact)
  } catch {
    return redactMalformed(text)
  }
}

function readQuery(search: string): Record<string, unknown> {
  const parameters = new URLSearchParams(search)
  const names = new Set(parameters.keys())
  return Object.fromEntries(
    [...names].map((name) => {
      const values = parameters.getAll(name).map((value) => redact(name, value))
      return [name, values.length > 1 ? values : values[0]]
    })
  )
}
