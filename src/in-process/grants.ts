import { badRequest } from '../errors.ts'
import { type Grant, isWorkspaceName, masked } from '../keys/keys.ts'
import { isScope } from '../keys/scopes.ts'
import { type Check, each, members, unwanted, wanting } from './arguments.ts'

export const checkWorkspaceName = wanting(
  (value) => typeof value === 'string' && isWorkspaceName(value),
  '1 to 64 of a-z, 0-9, - and _'
)

const checkScope = wanting(
  (value) => typeof value === 'string' && isScope(value),
  '<resource>:<read|create|update|delete|all>, such as campaigns:read'
)

export const checkScopes: Check = (value, place) => {
  if (!Array.isArray(value) || !value.length)
    throw unwanted(place, value, "scopes such as ['campaigns:read']")
  for (const [index, scope] of value.entries()) checkScope(scope, `${place}[${index}]`)
}

const grant: Record<keyof Grant, Check> = { workspace: checkWorkspaceName, scopes: checkScopes }

const checkGrants = each(members(grant), masked)

/** Grants by their secret, which is not shown whole. */
export const checkKeys: Check = (value, place) => {
  checkGrants(value, place)
  const unusable = Object.keys(Object(value)).find((secret) => !/^\S+$/.test(secret))
  if (unusable !== undefined)
    throw badRequest(`${place}: the secret ${masked(unusable)} is empty or has spaces, wanted one without`)
}
