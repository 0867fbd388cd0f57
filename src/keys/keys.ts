import { createHash } from 'node:crypto'
import { conflict } from '../errors.ts'
import { unpredictable } from '../world/ids.ts'
import { isDivided, isLong, isPlain, isRealKey, redactKeys } from './redact-keys.ts'
import type { Grant } from './schema.ts'
import { isScope } from './scopes.ts'
import { WORKSPACE_NAME } from './workspace-name.ts'

export type { Grant }

export type Keys = {
  find(secret: string): Grant | undefined
  /**
   * Creates a key, with a generated secret by default. A given secret replaces the workspace's key with that secret.
   * @throws ApiError 409 when the secret opens another workspace
   */
  add(grant: Grant, secret?: string): string
  /** The created and configured keys of a workspace, by secret. */
  of(workspace: string): [secret: string, grant: Grant][]
  /** Resets the keys of a workspace to the configured ones. */
  reset(workspace: string): void
  /** Revokes the key; false if it is unknown. */
  revoke(secret: string): boolean
  /** Whether the key is public or can be guessed. */
  isPublic(secret: string): boolean
  /** A text, such as a URL, with its keys redacted, and whatever looks like one. */
  redact(text: string): string
  /** The same for texts that tests compare: what may as well be a name or a word, such as `mock_<workspace>`, stays. */
  redactSecret(text: string): string
}

const OPEN_KEY = new RegExp(`^mock_(${WORKSPACE_NAME})$`)
const everything = ['all:all']
/** So many are looked for one by one. */
const FEW = 20

/** The workspace that the secret opens as `mock_<workspace>`, if it has that form. */
export const openedBy = (secret: string): string | undefined => OPEN_KEY.exec(secret)?.[1]

/** The key with full access to the workspace. */
export const openKey = (workspace: string) => `mock_${workspace}`

/**
 * The given keys and, for every name, `mock_<name>` with full access to the workspace of that name.
 * @param anyKey whether every other key opens a workspace as well, named after the key
 */
export function createKeys(given: ReadonlyMap<string, Grant>, anyKey = false): Keys {
  const known = new Map<string, Grant>()
  /** Keys that are never one part of a text, in each form in which they may stand there. */
  const divided = new Set<string>()
  const learn = (secret: string, grant: Grant) => {
    known.set(secret, grant)
    if (isDivided(secret)) for (const form of formsOf(secret)) divided.add(form)
  }
  const forget = (secret: string): boolean => {
    for (const form of formsOf(secret)) divided.delete(form)
    return known.delete(secret)
  }
  for (const [secret, grant] of given) learn(secret, grant)
  const isSecret = (part: string) => (known.has(part) && !OPEN_KEY.test(part)) || isRealKey(part)
  const redactDivided = (text: string) =>
    [...divided].reduce((shown, secret) => shown.replaceAll(secret, '…'), text)
  /** Looking for each of a few keys costs less than looking at each part. */
  const mayHoldSecret = (text: string) =>
    !isPlain(text) ||
    known.size + divided.size > FEW ||
    [...known.keys(), ...divided].some((secret) => text.includes(secret))
  const find = (secret: string): Grant | undefined => {
    const name = openedBy(secret) ?? (anyKey && secret !== '' ? nameFor(secret) : undefined)
    return known.get(secret) ?? (name ? { workspace: name, scopes: everything } : undefined)
  }
  return {
    find,
    add(grant, secret = `key_${unpredictable().replaceAll('-', '')}`) {
      const opens = known.get(secret)?.workspace ?? openedBy(secret) ?? grant.workspace
      if (opens !== grant.workspace) {
        throw conflict(
          `The secret already opens the workspace ${opens}, wanted another for ${grant.workspace}, or none to generate one`
        )
      }
      learn(secret, structuredClone(grant))
      return secret
    },
    of: (workspace) => [...known].filter(([, grant]) => grant.workspace === workspace),
    reset(workspace) {
      for (const [secret, grant] of known) if (grant.workspace === workspace) forget(secret)
      for (const [secret, grant] of given) if (grant.workspace === workspace) learn(secret, grant)
    },
    revoke: forget,
    isPublic: (secret) => !known.has(secret),
    redact: (text) =>
      redactKeys(redactDivided(text), (part) => isSecret(part) || OPEN_KEY.test(part) || isLong(part)),
    redactSecret: (text) =>
      mayHoldSecret(text) ? redactKeys(redactDivided(text), (part) => isSecret(part) && !isWord(part)) : text
  }
}

/** As it is, and as in a URL. */
const formsOf = (secret: string) => [secret, encodeURIComponent(secret.toWellFormed())]

/** A key like `test` is no secret, and data may hold the same word. */
const isWord = (secret: string) => /^[a-z]{1,15}$/i.test(secret)

/** Does not reveal the key, which may be a real one. */
const nameFor = (secret: string) => `key-${createHash('sha256').update(secret).digest('hex').slice(0, 12)}`

/** A redacted key: enough to tell it from others, too little to use it. */
export const redactKey = (secret: string) => `${secret.slice(0, Math.min(8, Math.floor(secret.length / 2)))}…`

/**
 * Keys, each as `secret=workspace:scope,scope`.
 * @throws Error without any secret in its message
 */
export function parseKeys(texts: readonly string[]): ReadonlyMap<string, Grant> {
  const keys = new Map<string, Grant>()
  for (const text of texts) {
    const [secret, grant] = parseKey(text)
    const former = keys.get(secret)
    if (former) {
      throw new Error(
        `the same secret for ${former.workspace} and ${grant.workspace}, wanted a different one for each`
      )
    }
    keys.set(secret, grant)
  }
  return keys
}

/**
 * Reads `secret=workspace:scope,scope`, as in `s3cret=team-a:campaigns:read,custom_tags:all`. The secret may hold `=`.
 * @throws Error without the secret in its message
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
  const secret = text.slice(0, end)
  const opens = openedBy(secret)
  if (opens !== undefined && opens !== workspace) {
    throw new Error(
      `${secret} for the workspace ${workspace}, wanted another secret: it opens the workspace ${opens}`
    )
  }
  return [secret, { workspace, scopes }]
}
