import type { JournalEntry } from '../../controls/journal/answers.ts'

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** A shell command that repeats the request; values redacted in the journal must be filled in. */
export function asCurl(
  { method, path, query, body }: JournalEntry,
  workspace: string,
  origin: string
): string {
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((each) => [name, String(each)])
  )
  const search = parameters.length ? `?${new URLSearchParams(parameters)}` : ''
  const lines = [
    `curl -X ${method} ${quoted(origin + path + search)}`,
    `-H ${quoted(`Authorization: Bearer mock_${workspace}`)}`
  ]
  if (body !== null) {
    lines.push(`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(body))}`)
  }
  return lines.join(' \\\n  ')
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A body for `POST /__admin/verify`. */
export function asExpectation({ operation_id, method, path, query, body }: JournalEntry): string {
  const expectation = {
    ...(operation_id === null ? { method, path } : { operation_id }),
    ...(isObject(body) && { body }),
    ...(Object.keys(query).length > 0 && { query }),
    exactly: 1
  }
  return JSON.stringify({ calls: [expectation] }, null, 2)
}

/** A fault that gives this answer again, or, if there was none, closes the connection again. */
export function asFault({ operation_id, method, path, status, answer }: JournalEntry) {
  // What the journal leaves out may be anything.
  const anywhere = path.replace(/(?<=\/)…(?=\/|$)/g, '*')
  const which = operation_id === null ? { method, path: anywhere } : { operation_id }
  if (status === null) return { ...which, connection: 'close', force: true }
  return { ...which, answer: { status, ...(answer !== null && { body: answer }) }, force: true }
}
