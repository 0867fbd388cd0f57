import type { FindUnknownFields } from '../../http/unknown-fields.ts'
import { redact, redactMalformed, redactParameter } from '../../redact.ts'
import type { JournalEntry } from './answers.ts'
import { isDeeper } from './depth.ts'
import type { Call } from './engine.ts'

/** A call as the journal shows it, with the fields that the service drops. */
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
    error: failed ? errorIn(answer) : null,
    duration_ms: call.duration,
    fault: call.fault ?? null,
    unknown_fields: findUnknownFields(call.operationId, call.sent, query)
  }
}

const errorIn = (answer: unknown) =>
  [Object(answer).message, Object(answer).error].find((text) => typeof text === 'string') ?? ''

/** Text that is not JSON is shown as text, no text as null. */
export function readJson(text: string | undefined): unknown {
  if (text === undefined) return null
  if (isDeeper(text, DEEPEST)) return `… (nested more than ${DEEPEST} deep, left out)`
  try {
    return JSON.parse(text, redact)
  } catch {
    return redactMalformed(text)
  }
}

/** Deeper values can be parsed but not serialised. */
const DEEPEST = 500

function readQuery(search: string): Record<string, unknown> {
  const parameters = new URLSearchParams(search)
  const names = new Set(parameters.keys())
  return Object.fromEntries(
    [...names].map((name) => {
      const values = parameters.getAll(name).map((value) => redactParameter(name, value))
      return [name, values.length > 1 ? values : values[0]]
    })
  )
}
