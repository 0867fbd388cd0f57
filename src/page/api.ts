/** A refusal by the control plane, with its message. */
export class Refusal extends Error {
  readonly status: number
  readonly body: unknown

  constructor(status: number, body: unknown) {
    super(messageIn(body) ?? `The server answered ${status}`)
    this.status = status
    this.body = body
  }
}

function messageIn(body: unknown): string | undefined {
  const { message, error } = Object(body)
  return [message, error].find((text) => typeof text === 'string')
}

const KEY = 'instantly-mock admin key'

export const keepKey = (key: string) => sessionStorage.setItem(KEY, key)

/** The key of a server started with `--admin-key`. */
export function headers(): Record<string, string> {
  const key = sessionStorage.getItem(KEY)
  return key === null ? {} : { 'x-admin-key': key }
}

export const addressOf = (workspace: string, path: string) =>
  `/__admin/workspaces/${encodeURIComponent(workspace)}${path}`

/**
 * Calls the control plane for a workspace. Answers are not checked: their types are those of the server's schemas.
 * @throws Refusal
 */
export async function call<T>(workspace: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(addressOf(workspace, path), {
    method,
    headers: { ...headers(), ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body)
  })
  const text = await answer.text()
  const json: unknown = text === '' ? undefined : readJson(text)
  if (!answer.ok) throw new Refusal(answer.status, json)
  return json as T
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return { message: text }
  }
}

export type Parameters = Record<string, string | number | undefined>

/** `withQuery('/journal/latest', { text: 'spring', status: undefined })` */
export function withQuery(path: string, parameters: Parameters): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]]
  )
  return given.length ? `${path}?${new URLSearchParams(given)}` : path
}
