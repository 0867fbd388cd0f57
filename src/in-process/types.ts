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

/** The workspace's time, which entities, rate limits and the `Date` header follow. Instants are ISO 8601 texts. */
export interface WorkspaceClock {
  read(): ClockFace
  /** Stands still: where it is, or at the instant. */
  freeze(at?: string): Promise<ClockFace>
  /** Shows the instant from now on; what is due until then is done first. */
  set(to: string): Promise<ClockFace>
  /**
   * Moves on; what is due until then is done first, in order.
   * @param by such as `3d`, `90m` or `PT1H30M`
   */
  advance(by: string): Promise<ClockFace>
  /** Runs freely again, with the machine's time. */
  run(): Promise<ClockFace>
}

/** Campaigns that were activated send as the clock moves; leads react as a test planted. */
export interface WorkspaceSimulation {
  /** The switches of the simulator. */
  settings(): SimulationSettings
  change(changes: Partial<SimulationSettings>): SimulationSettings
  /**
   * Jumps from due work to due work until something has come about; says why it stopped and what happened.
   * @example
   * const { happened } = await simulation.run({ until: 'completed' })
   */
  run(until: RunUntil): Promise<RunResult>
  /**
   * Plants what follows on emails that go out. The first plan that matches an email decides.
   * @example
   * simulation.plant([{ match: { lead: '*@acme.test', step: 1 }, do: [{ event: 'reply', after: '2h', interest: 1 }] }])
   */
  plant(plans: NewPlan[]): KeptPlan[]
  plans(): KeptPlan[]
  removePlan(id: number): void
  clearPlans(): void
  /**
   * Lets one thing happen now, about the last email that the lead got; says how much of each kind happened.
   * @example
   * simulation.happen({ event: 'reply', lead: 'ben@example.org', text: 'Yes, interested', interest: 1 })
   */
  happen(event: EventNow): Record<string, number>
  /** What happened and why, from the oldest. */
  timeline(query?: TimelineQuery): TimelineRow[]
  /** Why a campaign or subsequence sends, or does not, and when its next email goes. */
  why(campaign: string): Why
}

/** What the workspace does later: jobs, looks at campaigns, planted events. */
export interface WorkspaceDue {
  list(): DueFace
  /** Does the work now, whenever it is due; all of it unless a task or argument is named. */
  run(which?: RunDue): DueFace
  /**
   * Holds work back, so that a test sees a pending job as long as it likes, or lets it be done again.
   * @example
   * due.hold({ hold: true, task: 'move_leads' })
   */
  hold(what: HoldDue): DueFace
}

/** How many leads and verification credits a workspace has; a reset brings back what is usual. */
export interface WorkspacePlan {
  read(): PlanFace
  /**
   * Changes what is named.
   * @example
   * plan.change({ verification_credits: 0 })
   */
  change(changes: PlanChanges): PlanFace
}

/** What goes wrong in a workspace, and when. */
export interface WorkspaceFaults {
  /**
   * @throws Error when the contract has no such operation, or documents no such status for it; `force` takes it still
   * @example
   * faults.add({ operation_id: 'listCampaign', calls: { to: 2 }, answer: { status: 429 } })
   * faults.add({ path: '/api/v2/campaigns/*', every: 3, connection: 'reset' })
   */
  add(fault: NewFault): Fault
  list(): Fault[]
  read(id: string): Fault
  /** Releases the calls that a fault stalls. */
  release(id: string): Fault
  remove(id: string): Fault
  /** Removes them all; what they stall goes on. */
  clear(): void
}

/** The entities of one kind, past the rules of the API: read-only fields can be written, too. */
export interface Entities<T, MadeUp extends PropertyKey = never> {
  list(): T[]
  /** @throws Error when there is none with this id */
  read(id: string): T
  /** Adds the entity, or replaces the one with its id; what can be made up, such as id and times, may be absent. */
  put(entity: Given<T, MadeUp>): T
  /**
   * Adds an entity of which only what matters need be said.
   * @example
   * const { id } = entities.campaigns.make({ status: -2 })
   */
  make(entity?: Partial<T>): T
  /** Changes what is named; null leaves a field unset. */
  patch(id: string, changes: { [Field in keyof T]?: T[Field] | null }): T
  /** Removes the entity, and gives what it was. */
  remove(id: string): T
}

type RequiredOf<T> = { [Name in keyof T]-?: object extends Pick<T, Name> ? never : Name }[keyof T]

/** An entity without what is made up where absent. */
export type Given<T, MadeUp extends PropertyKey> = Partial<T> & Pick<T, Exclude<RequiredOf<T>, MadeUp>>

type MadeUpOf<R> = (typeof madeUpNames)[number] | (R extends { defaults: infer D } ? keyof D : never)

/** Every kind of entity that is kept. */
export type WorkspaceEntities = {
  [Name in KeptName]: Entities<Static<(typeof resources)[Name]['entity']>, MadeUpOf<(typeof resources)[Name]>>
}

/**
 * One workspace, held from inside the process. Its functions need no `this`: take what a test needs.
 * @example
 * const { key, entities, verify } = await mock.workspace()
 */
export interface WorkspaceHandle {
  readonly name: string
  /** The bearer key that opens all of it. */
  readonly key: string
  /**
   * `fetch` that needs no socket, with this workspace's key where a request has none. It takes a path, or a URL of any
   * host, and fails as fetch does: a fault that closes the connection rejects with a TypeError.
   * @example
   * const answer = await fetch('/api/v2/campaigns?limit=1')
   */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>
  /**
   * Puts everything back to the beginning: data, ids, clock, journal, faults, limits, strictness.
   * @param to where the data begins instead: a fixture that comes with the package, such as `empty`
   */
  reset(to?: string): Promise<void>
  /** Keeps the data as it is now, under a name or as the one that has none. */
  snapshot(name?: string): void
  /** Puts the data back as it was at the snapshot. Clock, journal and faults stay. */
  restore(name?: string): void
  /** Further workspaces that begin as this one is now. */
  fork(count?: number): Promise<WorkspaceHandle[]>
  /** The data as a fixture. */
  export(): Record<string, unknown>
  /** Becomes what the fixture says, or stays as it is where the fixture is not one. */
  import(fixture: object): Promise<void>
  readonly clock: WorkspaceClock
  readonly due: WorkspaceDue
  readonly simulation: WorkspaceSimulation
  readonly plan: WorkspacePlan
  readonly faults: WorkspaceFaults
  /**
   * What the client sent and got, from the oldest call.
   * @example
   * const [call] = requests({ operation_id: 'createCampaign', status: 200 })
   */
  requests(match?: Match): JournalEntry[]
  /** Forgets these calls, and says how many they were. */
  clearRequests(match?: Match): number
  /**
   * @throws Error that tells the difference and the nearest misses, when the calls did not come as expected
   * @example
   * verify([{ operation_id: 'createCampaign', body: { name: 'Spring' }, exactly: 1 }])
   */
  verify(calls: Expectation[], options?: { inOrder?: boolean }): void
  /** Advice about the client, from what it sent. */
  report(): Report
  /**
   * The data itself, past the rules of the API.
   * @example
   * entities.campaigns.patch(id, { status: -2, not_sending_status: 3 })
   */
  readonly entities: WorkspaceEntities
  /**
   * Lets an email arrive at an account: it goes on with the thread of the email that it answers, or of a lead that is
   * known, who has replied then.
   * @example
   * inbound({ from: 'ben@example.org', to: 'anna@example.com', subject: 'Re: A question', text: 'Tuesday?' })
   */
  inbound(mail: Inbound): Email
  /**
   * Switches or changes the rate limits, which are off at the beginning; counting begins anew.
   * @example
   * limit({ enabled: true, per_minute: 3 })
   */
  limit(limits: LimitChanges): void
  /** Refuses what the service silently drops or forgives, or forgives it again. */
  beStrict(strict?: boolean): void
  /**
   * A further key to this workspace, with chosen scopes.
   * @example
   * const reader = makeKey(['campaigns:read'])
   */
  makeKey(scopes: string[]): string
  /** From now on a key of this workspace is unknown; false when it was. */
  revokeKey(key: string): boolean
  /** Drops the workspace, with all that is kept of it. */
  close(): Promise<void>
  /** For `await using workspace = await mock.workspace()`. */
  [Symbol.asyncDispose](): Promise<void>
}

/** The emulator inside this process. What it has of a workspace is that of the workspace `default`. */
export interface InstantlyMock extends WorkspaceHandle {
  /** The base URL; where there is no port, only `fetch`, `inject` and `intercept` reach the server. */
  readonly url: string
  /** A workspace apart from all others, with its own key: a fresh one, or the one of that name. */
  workspace(name?: string): Promise<WorkspaceHandle>
  /**
   * Answers what this thread sends to https://api.instantly.ai, by fetch, http, https, undici, axios or what else is
   * built on them, through a proxy or not, until it is stopped. One mock can do that at a time. Worker threads and child
   * processes are not covered.
   */
  intercept(options?: InterceptOptions): Interception
  /** Fastify's own way to send a request without a socket; it adds no key. */
  readonly inject: FastifyInstance['inject']
  /** Ends the server and everything in it; interceptions, too. */
  close(): Promise<void>
  /** For `await using mock = await createInstantlyMock()`. */
  [Symbol.asyncDispose](): Promise<void>
}
