import { badRequest } from '../../errors.ts'
import type { PatchWebhook } from './requests.ts'

const LONGEST = 2048

/** Headers that belong to the connection or the body of a call, and cannot be set by a webhook. */
const reserved = [
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade'
]

const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/
/** Tabs are the only control characters allowed. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/** @throws ApiError 400 for a URL or headers with which no call is possible (a choice) */
export function requireCallable({ target_hook_url: address, headers }: PatchWebhook): void {
  const wrong = (address !== undefined && addressMistake(address)) || headersMistake(headers ?? {})
  if (wrong) throw badRequest(wrong)
}

/** Why the URL cannot be called, in a sentence; undefined if it can. */
export function addressMistake(address: string): string | undefined {
  const name = 'body/target_hook_url'
  if (address.length > LONGEST) return `${name} has ${address.length} characters, wanted ${LONGEST} at most`
  const url = URL.parse(address)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return `${name} must be a URL of http or https`
  if (url.username || url.password) {
    return `${name} has credentials in it, wanted them in headers such as Authorization`
  }
  return undefined
}

/** Why the headers cannot be sent, in a sentence; undefined if they can. */
export function headersMistake(headers: Record<string, string>): string | undefined {
  for (const [header, value] of Object.entries(headers)) {
    const name = `body/headers/${JSON.stringify(header).slice(1, -1)}`
    if (!TOKEN.test(header)) return `${name} is no name of a header`
    if (reserved.includes(header.toLowerCase())) return `${name} cannot be set, as each call has its own`
    if (!VALUE.test(value)) return `${name} has characters that no header can have`
  }
  return undefined
}
