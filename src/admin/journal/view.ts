import type { FindIgnored, Ignored } from '../../http/ignored.ts'
import type { Call } from '../../workspace/journal.ts'

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

export function view(call: Call, findIgnored: FindIgnored): JournalEntry {
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
    ignored: findIgnored(call.operationId, call.sent, query)
  }
}

/** Members whose names promise a secret are not shown. */
const secret = /password|secret|token|api_?key/i

const mask = (name: string, value: unknown) => (secret.test(name) && typeof value === 'string' ? '…' : value)

/** The same in what was to be JSON but is not. */
const secretInText = /("[^"]*(?:password|secret|token|api_?key)[^"]*"\s*:\s*")(?:[^"\\]|\\.)*/gi

/** Text that is no JSON is shown as text; no text as null. */
function readJson(text: string | undefined): unknown {
  if (text === undefined) return null
  try {
    return JSON.parse(text, mask)
  } catch {
    return text.replace(secretInText, '$1…')
  }
}

function readQuery(search: string): Record<string, unknown> {
  const parameters = new URLSearchParams(search)
  const names = new Set(parameters.keys())
  return Object.fromEntries(
    [...names].map((name) => {
      const values = parameters.getAll(name).map((value) => mask(name, value))
      return [name, values.length > 1 ? values : values[0]]
    })
  )
}
