import { isDeepStrictEqual } from 'node:util'
import { badRequest } from '../../errors.ts'
import type { Keys } from '../../keys/keys.ts'
import { isOperation, operationsMeant, requirePath, unknownOperation } from '../meant.ts'
import { type Reviver, reviverOfBodies, reviverOfQueries } from './reviver.ts'
import type { Expectation, Match } from './schema.ts'

const methods = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])

/** @throws ApiError 400 if no call could ever match: a misspelling must not verify that there was none */
export function requireMeant(
  { operation_id, method, path, body, query }: Match,
  redactKeys: Keys['redactSecret']
): void {
  if (typeof operation_id === 'string' && !isOperation(operation_id)) {
    throw unknownOperation('operation_id', operation_id)
  }
  if (method !== undefined && !methods.has(method)) {
    throw badRequest(`method is ${method}, wanted one in capitals such as POST`)
  }
  if (path !== undefined) requirePath(path)
  if (typeof operation_id === 'string' && !operationsMeant({ operation_id, method, path }).length) {
    throw badRequest(`No call of ${operation_id} is ${JSON.stringify({ method, path })}`)
  }
  requireShown('path', path, (_name, value) => redactKeys(String(value)))
  requireShown('body', body, reviverOfBodies(redactKeys))
  requireShown('query', query, reviverOfQueries(redactKeys))
}

/** Redacted values are compared in their redacted form. */
function requireShown(name: string, value: unknown, reviver: Reviver): void {
  if (value === undefined) return
  const text = JSON.stringify(value)
  if (isDeepStrictEqual(JSON.parse(text), JSON.parse(text, reviver))) return
  throw badRequest(`${name} holds a secret, which the journal redacts, wanted '…' in its place`)
}

/** @throws ApiError 400 if no number of calls could satisfy the counts, or they are redundant */
export function requireCounts(expectation: Expectation, redactKeys: Keys['redactSecret']): void {
  requireMeant(expectation, redactKeys)
  const { exactly, at_least, at_most } = expectation
  if (exactly !== undefined && (at_least !== undefined || at_most !== undefined)) {
    throw badRequest(`The calls are exactly ${exactly}, wanted neither at_least nor at_most with it`)
  }
  if (at_least !== undefined && at_most !== undefined && at_least > at_most) {
    throw badRequest(
      `The calls are at least ${at_least} and at most ${at_most}, wanted at_most to be at least at_least`
    )
  }
}

/** @throws ApiError 400 if the named call does not exist yet: nothing can be said about later numbers */
export function requireCame({ since }: Match, last: number): void {
  if (since === undefined || !/^\d+$/.test(String(since)) || Number(since) <= last) return
  throw badRequest(`since is ${since}, wanted the number of a recorded call: the last is ${last}`)
}
