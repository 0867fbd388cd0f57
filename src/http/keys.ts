import { isScope } from './scopes.ts'

/** What a key opens. */
export type Grant = { workspace: string; scopes: readonly string[] }

export type Keys = { find(secret: string): Grant | undefined }

const WORKSPACE_NAME = '[a-z0-9_-]{1,64}'
const OPEN_KEY = new RegExp(`^mock_(${WORKSPACE_NAME})$`)
const everything = ['all:all']

/** The given keys, and beside them `mock_<name>` for every name: all of the workspace of that name. */
export function createKeys(given: ReadonlyMap<string, Grant>): Keys {
  return {
    find(secret) {
      const name = OPEN_KEY.exec(secret)?.[1]
      return given.get(secret) ?? (name ? { workspace: name, scopes: everything } : undefined)
    }
  }
}

/**
 * Reads `secret=workspace:scope,scope`, as in `s3cret=team-a:campaigns:read,custom_tags:all`. The secret may hold `=`.
 * @throws Error that says what is wanted; the secret is not in it
 */
export function parseKey(text: string): [secret: string, grant: Grant] {
  const end = text.lastIndexOf('=')
  const [, workspace, list] = new RegExp(`^(${WORKSPACE_NAME}):(.+)$`).exec(text.slice(end + 1)) ?? []
  if (end < 1 || !workspace || !list) {
    throw new Error(
      `…${text.slice(end < 0 ? text.length : end)}, wanted secret=workspace:scope,scope ` +
        'with a workspace of 1 to 64 of a-z, 0-9, - and _'
    )
  }
  const scopes = list.split(',')
  const unknown = scopes.find((scope) => !isScope(scope))
  if (unknown !== undefined) {
    throw new Error(
      `the scope ${unknown}, wanted <resource>:<read|create|update|delete|all>, such as campaigns:read`
    )
  }
  return [text.slice(0, end), { workspace, scopes }]
}
