import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import type { Inbound } from '../controls/inbound/schema.ts'
import type { JournalEntry, Report } from '../controls/journal/answers.ts'
import type { Expectation, Match } from '../controls/journal/schema.ts'
import type { LimitChanges } from '../controls/rate-limits/schema.ts'
import type { Email } from '../resources/emails/schema.ts'
import type { KeptName, resources } from '../resources/index.ts'
import type { madeUpNames } from '../workspace/given.ts'
import type {
  WorkspaceClock,
  WorkspaceDue,
  WorkspaceFaults,
  WorkspacePlan,
  WorkspaceSimulation,
  WorkspaceWebhooks
} from './controls.ts'
import type { Interception } from './intercept.ts'
import type { InterceptOptions } from './options.ts'

/** The entities of one resource, bypassing the rules of the API: even read-only fields can be written. */
export interface Entities<T, MadeUp extends PropertyKey = never> {
  list(): T[]
  /** @throws Error if no entity has this id */
  read(id: string): T
  /** Adds the entity or replaces the one with its id; what can be generated, such as id and timestamps, is optional. */
  put(entity: Given<T, MadeUp>): T
  /**
   * Adds an entity from only the fields that matter to the test.
   * @example
   * const { id } = entities.campaigns.make({ status: -2 })
   */
  make(entity?: Partial<T>): T
  /** Changes the given fields; null unsets a field. */
  patch(id: string, changes: { [Field in keyof T]?: T[Field] | null }): T
  /** Removes the entity and returns it. */
  remove(id: string): T
}

type RequiredOf<T> = { [Name in keyof T]-?: object extends Pick<T, Name> ? never : Name }[keyof T]

/** An entity in which generated fields are optional. */
export type Given<T, MadeUp extends PropertyKey> = Partial<T> & Pick<T, Exclude<RequiredOf<T>, MadeUp>>

type MadeUpOf<R> = (typeof madeUpNames)[number] | (R extends { defaults: infer D } ? keyof D : never)

/** The entities of every resource. */
export type WorkspaceEntities = {
  [Name in KeptName]: Entities<Static<(typeof resources)[Name]['entity']>, MadeUpOf<(typeof resources)[Name]>>
}

/**
 * One workspace, controlled from inside the process. Its functions need no `this`, so they can be destructured.
 * @example
 * const { key, entities, verify } = await mock.workspace()
 */
export interface WorkspaceHandle {
  readonly name: string
  /** The bearer key with full access. */
  readonly key: string
  /**
   * A `fetch` that needs no socket. It adds this workspace's key to requests that have none, accepts a path or a URL of
   * any host, and fails as fetch does: a fault that closes the connection rejects with a TypeError.
   * @example
   * const answer = await fetch('/api/v2/campaigns?limit=1')
   */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>
  /**
   * Resets everything: data, ids, clock, journal, faults, limits, strictness.
   * @param to a bundled fixture to start from instead, such as `empty`
   */
  reset(to?: string): Promise<void>
  /** Takes a snapshot of the data; the name is optional. */
  snapshot(name?: string): void
  /** Restores a snapshot. Journal and faults stay. */
  restore(name?: string): void
  /** Creates workspaces that start as copies of this one. */
  fork(count?: number): Promise<WorkspaceHandle[]>
  /** The data as a fixture. */
  export(): Record<string, unknown>
  /** Replaces the data with the fixture's; an invalid fixture changes nothing. */
  import(fixture: object): Promise<void>
  readonly clock: WorkspaceClock
  readonly due: WorkspaceDue
  readonly simulation: WorkspaceSimulation
  readonly plan: WorkspacePlan
  readonly webhooks: WorkspaceWebhooks
  readonly faults: WorkspaceFaults
  /**
   * What the client sent and received, oldest call first.
   * @example
   * const [call] = requests({ operation_id: 'createCampaign', status: 200 })
   */
  requests(match?: Match): JournalEntry[]
  /** The number of oldest calls that the journal has forgotten for lack of space: `requests` begins after them. */
  forgottenRequests(): number
  /** Forgets the matching calls and returns how many there were. */
  clearRequests(match?: Match): number
  /**
   * @throws AssertionError with the differences and the nearest misses, if the calls did not come as expected
   * @example
   * verify([{ operation_id: 'createCampaign', body: { name: 'Spring' }, exactly: 1 }])
   */
  verify(calls: Expectation[], options?: { inOrder?: boolean }): void
  /** Advice about the client, based on its calls. */
  report(): Report
  /**
   * The data itself, bypassing the rules of the API.
   * @example
   * entities.campaigns.patch(id, { status: -2, not_sending_status: 3 })
   */
  readonly entities: WorkspaceEntities
  /**
   * Delivers an email to an account. It continues the thread of the email that it answers, or of a known lead, who then
   * counts as having replied.
   * @example
   * inbound({ from: 'ben@example.org', to: 'anna@example.com', subject: 'Re: A question', text: 'Tuesday?' })
   */
  inbound(mail: Inbound): Email
  /**
   * Switches or changes the rate limits, which are off by default, and restarts counting.
   * @example
   * limit({ enabled: true, per_minute: 3 })
   */
  limit(limits: LimitChanges): void
  /** Refuses what the service silently drops or tolerates, or stops refusing it. */
  beStrict(strict?: boolean): void
  /**
   * Creates a key of this workspace with the given scopes.
   * @example
   * const reader = makeKey(['campaigns:read'])
   */
  makeKey(scopes: string[]): string
  /** Revokes a key of this workspace; false if it is unknown. */
  revokeKey(key: string): boolean
  /** Drops the workspace and everything in it. */
  close(): Promise<void>
  /** For `await using workspace = await mock.workspace()`. */
  [Symbol.asyncDispose](): Promise<void>
}

/** The emulator inside this process. Its own workspace members are those of the workspace `default`. */
export interface InstantlyMock extends WorkspaceHandle {
  /** The base URL; without a port, only `fetch`, `inject` and `intercept` reach the server. */
  readonly url: string
  /**
   * An isolated workspace with its own key: a new one, or the one with the given name, which can be any text.
   * @example
   * const { key } = await mock.workspace(t.name)
   */
  workspace(name?: string): Promise<WorkspaceHandle>
  /**
   * Answers what this thread sends to https://api.instantly.ai, by fetch, http, https, undici, axios or any library on
   * top of them, with or without a proxy, until it is stopped. Only one mock at a time can do this. Worker threads and
   * child processes are not covered.
   */
  intercept(options?: InterceptOptions): Interception
  /** Fastify's `inject`: sends a request without a socket and without adding a key. */
  readonly inject: FastifyInstance['inject']
  /** Stops the server and everything in it, interceptions included. */
  close(): Promise<void>
  /** For `await using mock = await createInstantlyMock()`. */
  [Symbol.asyncDispose](): Promise<void>
}
