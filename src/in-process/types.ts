import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import type { ClockFace } from '../controls/clock/schema.ts'
import type { DueFace, HoldDue, RunDue } from '../controls/due/schema.ts'
import type { Fault, NewFault } from '../controls/faults/schema.ts'
import type { Inbound } from '../controls/inbound/schema.ts'
import type { JournalEntry, Report } from '../controls/journal/answers.ts'
import type { Expectation, Match } from '../controls/journal/schema.ts'
import type { PlanChanges, PlanFace } from '../controls/plan/schema.ts'
import type { LimitChanges } from '../controls/rate-limits/schema.ts'
import type {
  DeliveriesFace,
  DeliveryExpectation,
  DeliveryFace,
  FindDeliveries,
  Idle,
  Numbers,
  Release
} from '../deliveries/control/schema.ts'
import type { Mode } from '../deliveries/mode.ts'
import type { Email } from '../resources/emails/schema.ts'
import type { KeptName, resources } from '../resources/index.ts'
import type {
  EventNow,
  RunResult,
  RunUntil,
  TimelineQuery,
  TimelineRow,
  Why
} from '../simulation/control/schema.ts'
import type { KeptPlan, NewPlan } from '../simulation/plans/schema.ts'
import type { SimulationSettings } from '../simulation/settings.ts'
import type { madeUpNames } from '../workspace/given.ts'
import type { Interception } from './intercept.ts'
import type { InterceptOptions } from './options.ts'

/** The workspace's time, used by entities, rate limits and the `Date` header. Instants are ISO 8601 strings. */
export interface WorkspaceClock {
  read(): ClockFace
  /** Freezes the clock, now or at the instant. */
  freeze(at?: string, options?: { settle?: boolean }): Promise<ClockFace>
  /** Sets the time; work due by then runs first. */
  set(to: string, options?: { settle?: boolean }): Promise<ClockFace>
  /**
   * Advances the time; work due by then runs first, in order, and deliveries are awaited.
   * @param by such as `3d`, `90m` or `PT1H30M`
   * @param options `settle: false` does not wait for deliveries
   */
  advance(by: string, options?: { settle?: boolean }): Promise<ClockFace>
  /** Follows the machine's time again. */
  run(): Promise<ClockFace>
}

/** Active campaigns send as the clock moves; leads react as planned by the test. */
export interface WorkspaceSimulation {
  /** The simulator's settings. */
  settings(): SimulationSettings
  change(changes: Partial<SimulationSettings>): SimulationSettings
  /**
   * Runs due work, jumping in time, until a condition is met; returns why it stopped and what happened.
   * @example
   * const { happened } = await simulation.run({ until: 'completed' })
   */
  run(until: RunUntil): Promise<RunResult>
  /**
   * Plants reactions to outgoing emails. The first plan that matches an email decides.
   * @example
   * simulation.plant([{ match: { lead: '*@acme.test', step: 1 }, do: [{ event: 'reply', after: '2h', interest: 1 }] }])
   */
  plant(plans: NewPlan[]): KeptPlan[]
  plans(): KeptPlan[]
  removePlan(id: number): void
  clearPlans(): void
  /**
   * Makes an event happen now, about the last email that the lead received; returns how many of each type happened.
   * @example
   * simulation.happen({ event: 'reply', lead: 'ben@example.org', text: 'Yes, interested', interest: 1 })
   */
  happen(event: EventNow): Record<string, number>
  /** What happened and why, oldest first. */
  timeline(query?: TimelineQuery): TimelineRow[]
  /** Why a campaign or subsequence sends or does not, and when its next email goes out. */
  why(campaign: string): Why
}

/** The workspace's scheduled work: jobs, campaign runs, planted events. */
export interface WorkspaceDue {
  list(): DueFace
  /** Runs the work now, whenever it is due; all of it, or only that of a task or argument. */
  run(which?: RunDue): DueFace
  /**
   * Puts work on hold, so that a test can keep a job pending, or resumes it.
   * @example
   * due.hold({ hold: true, task: 'move_leads' })
   */
  hold(what: HoldDue): DueFace
}

/** The workspace's lead quota and verification credits; a reset restores the defaults. */
export interface WorkspacePlan {
  read(): PlanFace
  /**
   * Changes only the given values.
   * @example
   * plan.change({ verification_credits: 0 })
   */
  change(changes: PlanChanges): PlanFace
}

/** The workspace's deliveries to webhooks. */
export interface WorkspaceWebhooks {
  /**
   * `deliver` makes the calls, `hold` keeps them back, `record` makes none and treats each as answered with 200.
   * @example
   * webhooks.setMode('record')
   */
  setMode(mode: Mode): DeliveriesFace
  /**
   * Waits for what is under way, then gives what was delivered, oldest first.
   * @example
   * const [reply] = await webhooks.received({ event_type: 'reply_received' })
   */
  received(query?: Omit<FindDeliveries, 'state'>): Promise<DeliveryFace[]>
  /** Deliveries and their outcome: the newest hundred by default. */
  find(query?: FindDeliveries): DeliveriesFace
  /** Releases held deliveries: all, the next few, or the given ones in the given order. */
  release(which?: Release): Numbers
  /** Delivers again. */
  redeliver(ids: number[]): Numbers
  /** Waits until nothing is under way or due, for 30 seconds at most. */
  idle(): Promise<Idle>
  /**
   * @throws Error with the differences if the deliveries were not as expected
   * @example
   * await webhooks.verify([{ event_type: 'reply_received', lead_email: 'ben@example.org', exactly: 1 }])
   */
  verify(deliveries: DeliveryExpectation[], options?: { inOrder?: boolean }): Promise<void>
}

/** The workspace's faults: which calls fail, and how. */
export interface WorkspaceFaults {
  /**
   * @throws Error if the contract does not have the operation or does not document the status; `force` allows it
   * @example
   * faults.add({ operation_id: 'listCampaign', calls: { to: 2 }, answer: { status: 429 } })
   * faults.add({ path: '/api/v2/campaigns/*', every: 3, connection: 'reset' })
   */
  add(fault: NewFault): Fault
  list(): Fault[]
  read(id: string): Fault
  /** Releases stalled calls. */
  release(id: string): Fault
  remove(id: string): Fault
  /** Removes all faults and releases the calls that they stall. */
  clear(): void
}

/** The entities of one resource, bypassing the rules of the API: even read-only fields can be written. */
export interface Entities<T, MadeUp extends PropertyKey = never> {
  list(): T[]
  /** @throws Error if no entity has this id */
  read(id: string): T
  /** Adds the entity or replaces the one with its id; what can be generated, such as id and timestamps, is optional. */
  put(entity: Given<T, MadeUp>): T
  /**
   * Adds an entity of which you only give what matters.
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
  /** How many calls, the oldest, the journal has forgotten for want of room: `requests` begins after them. */
  forgottenRequests(): number
  /** Forgets the matching calls and returns how many there were. */
  clearRequests(match?: Match): number
  /**
   * @throws Error with the differences and the nearest misses, if the calls did not come as expected
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
   * has replied.
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
  /** An isolated workspace with its own key: a new one, or the one with the given name. */
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
