import type { FindUnknownFields } from '../../http/unknown-fields.ts'
import type { Keys } from '../../keys/keys.ts'
import { redactMalformed } from '../../redact.ts'
import type { JournalEntry } from './answers.ts'
import { isDeeper } from './depth.ts'
import type { Call } from './engine.ts'
import { reviverOfBodies, reviverOfQueries } from './reviver.ts'

/** The services that a view needs. */
export type ViewServices = { findUnknownFields: FindUnknownFields; keys: Pick<Keys, 'redactSecret'> }

/** A call as the journal shows it, without secrets and with the fields that the service drops. */
export function view(call: Call, { findUnknownFields, keys: { redactSecret } }: ViewServices): JournalEntry {
  const [path = ''] = call.url.split('?', 1)
  const query = readQuery(call.url.slice(path.length + 1), redactSecret)
  const answer = readJson(call.answer?.toString(), redactSecret)
  const unknown = findUnknownFields(call.operationId, call.sent, query)
  const failed = call.status !== undefined && call.status >= 400
  return {
    number: call.number,
    time: new Date(call.at).toISOString(),
    operation_id: call.operationId ?? null,
    method: call.method,
    path: redactSecret(path),
    query,
    body: readJson(call.sent, redactSecret),
    status: call.status ?? null,
    answer,
    error: failed ? errorIn(answer) : null,
    duration_ms: call.duration,
    fault: call.fault ?? null,
    unknown_fields: { ...unknown, body: unknown.body.map(redactSecret) }
  }
}

const errorIn = (answer: unknown) =>
  [Object(answer).message, Object(answer).error].find((text) => typeof text === 'string') ?? ''

/** Text that is not JSON is shown as text, no text as null. */
export function readJson(text: string | undefined, redactKeys: Keys['redact']): unknown {
  if (text === undefined) return null
  if (isDeeper(text, DEEPEST)) return `… (nested more than ${DEEPEST} deep, left out)`
  try {
    return JSON.parse(text, reviverOfBodies(redactKeys))
  } catch {
    return redactKeys(redactMalformed(text))
  }
}

/** Deeper values can be parsed but not serialised. */
const DEEPEST = 500

function readQuery(search: string, redactKeys: Keys['redact']): Record<string, unknown> {
  const parameters = new URLSearchParams(search)
  const names = new Set(parameters.keys())
  const shown = reviverOfQueries(redactKeys)
  return Object.fromEntries(
    [...names].map((name) => {
      const values = parameters.getAll(name).map((value) => shown(name, value))
      return [redactKeys(name), values.length > 1 ? values : values[0]]
    })
  )
}
