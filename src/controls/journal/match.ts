import { isDeepStrictEqual } from 'node:util'
import { callMatches } from '../../paths.ts'
import type { JournalEntry } from './answers.ts'
import type { Match } from './schema.ts'

/** Why an entry does not match, in words; empty if it matches. */
export function mismatches(match: Match, entry: JournalEntry): string[] {
  const reasons: string[] = []
  const compare = (name: string, expected: unknown, found: unknown, same = expected === found) => {
    if (expected !== undefined && !same)
      reasons.push(`${name} is ${asJson(found)}, wanted ${asJson(expected)}`)
  }
  compare('operation_id', match.operation_id, entry.operation_id)
  compare('method', match.method, entry.method)
  compare('path', match.path, entry.path, match.path !== undefined && callMatches(match.path, entry.path))
  compare('status', match.status, entry.status)
  if (match.since !== undefined && !isSince(match.since, entry))
    reasons.push(`it is not since ${match.since}`)
  if (match.body !== undefined) reasons.push(...missing('body', match.body, entry.body))
  if (match.query !== undefined) reasons.push(...missing('query', asText(match.query), entry.query))
  return reasons
}

export const matches = (match: Match, entry: JournalEntry): boolean => !mismatches(match, entry).length

/** Digits alone are a call's number, even as a string in a query. */
const isSince = (since: number | string, { number, time }: JournalEntry) =>
  /^\d+$/.test(String(since)) ? number > Number(since) : Date.parse(time) >= Date.parse(String(since))

/** The places where the value differs from what is expected. */
function missing(at: string, expected: unknown, found: unknown): string[] {
  if (isObject(expected) && isObject(found)) {
    return Object.entries(expected).flatMap(([name, inner]) => missing(`${at}.${name}`, inner, found[name]))
  }
  return isDeepStrictEqual(expected, found) ? [] : [`${at} is ${asJson(found)}, wanted ${asJson(expected)}`]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** In the form that queries are parsed to: a single value is not a list. */
const asText = (query: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const texts = [value].flat().map(String)
      return [name, texts.length > 1 ? texts : texts[0]]
    })
  )

const asJson = (value: unknown) => JSON.stringify(value) ?? 'absent'
