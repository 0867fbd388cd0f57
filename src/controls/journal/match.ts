import { isDeepStrictEqual } from 'node:util'
import { callMatches } from '../../paths.ts'
import type { JournalEntry } from './answers.ts'
import type { Match } from './schema.ts'

function* reasonsAgainst(match: Match, entry: JournalEntry): Generator<string> {
  for (const name of ['operation_id', 'method', 'status'] as const) {
    const { [name]: expected } = match
    if (expected !== undefined && expected !== entry[name]) yield differs(name, expected, entry[name])
  }
  const { path, since, body, query } = match
  if (path !== undefined && !callMatches(path, entry.path)) yield differs('path', path, entry.path)
  if (since !== undefined && !isSince(since, entry)) yield `it is not since ${since}`
  if (body !== undefined) yield* missing('body', body, entry.body)
  if (query !== undefined) yield* missing('query', asText(query), entry.query)
}

/** Why an entry does not match, in words; empty if it matches. */
export const mismatches = (match: Match, entry: JournalEntry): string[] => [...reasonsAgainst(match, entry)]

/** Stops at the first reason: a verdict may compare thousands of calls with a thousand expectations. */
export const matches = (match: Match, entry: JournalEntry): boolean =>
  reasonsAgainst(match, entry).next().done === true

/** Digits alone are a call's number, even as a string in a query. */
const isSince = (since: number | string, { number, time }: JournalEntry) =>
  /^\d+$/.test(String(since)) ? number > Number(since) : Date.parse(time) >= Date.parse(String(since))

/** The places at which the value differs from the expected one. */
function* missing(at: string, expected: unknown, found: unknown): Generator<string> {
  if (isObject(expected) && isObject(found)) {
    for (const [name, inner] of Object.entries(expected)) yield* missing(`${at}.${name}`, inner, found[name])
  } else if (!isDeepStrictEqual(expected, found)) yield differs(at, expected, found)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** In the form of parsed queries: a single value is not a list. */
const asText = (query: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const texts = [value].flat().map(String)
      return [name, texts.length > 1 ? texts : texts[0]]
    })
  )

const differs = (at: string, expected: unknown, found: unknown) =>
  `${at} is ${asJson(found)}, wanted ${asJson(expected)}`

const asJson = (value: unknown) => JSON.stringify(value) ?? 'absent'
