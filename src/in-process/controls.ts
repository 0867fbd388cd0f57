import type { ClockFace, ClockMoved } from '../controls/clock/schema.ts'
import type { DueFace, HoldDue, RunDue } from '../controls/due/schema.ts'
import type { Fault, NewFault } from '../controls/faults/schema.ts'
import type { PlanChanges, PlanFace } from '../controls/plan/schema.ts'
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
import type {
  EventNow,
  EventResult,
  RunResult,
  RunUntil,
  SimulationFace,
  TimelineQuery,
  TimelineRow,
  Why
} from '../simulation/control/schema.ts'
import type { KeptPlan, NewPlan } from '../simulation/plans/schema.ts'
import type { SimulationChanges } from '../simulation/settings.ts'

/** The workspace's time, used by entities, rate limits and the `Date` header. Instants are ISO 8601 strings or Dates. */
export interface WorkspaceClock {
  read(): ClockFace
  /** Freezes the clock, now or at the instant. */
  freeze(at?: string | Date, options?: { settle?: boolean }): Promise<ClockFace>
  /** Sets the time; work due by then runs first. */
  set(to: string | Date, options?: { settle?: boolean }): Promise<ClockMoved>
  /**
   * Advances the time; work due by then runs first, in order, and deliveries are awaited.
   * @param by milliseconds, or a text such as `3d`, `1 week` or `PT1H30M`
   * @param options `settle: false` does not wait for deliveries
   */
  advance(by: string | number, options?: { settle?: boolean }): Promise<ClockMoved>
  /** Follows the machine's time again. */
  run(): Promise<ClockFace>
}

/** Active campaigns send as the clock moves; leads react as planned by the test. */
export interface WorkspaceSimulation {
  /** The simulator's settings, its seed, and what is due next. */
  settings(): SimulationFace
  /**
   * Changes only the given values. Another seed gives other chances.
   * @example
   * simulation.change({ pickup: 0, seed: 7 })
   */
  change(changes: SimulationChanges): SimulationFace
  /**
   * Runs due work, jumping in time, until a condition is met, then awaits deliveries; returns why it stopped and what
   * happened.
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
   * Makes an event happen now, about the last email that the lead received; returns what happened, and the deliveries to
   * webhooks that follow.
   * @example
   * const { events, queued } = simulation.happen({ event: 'reply', lead: 'ben@example.org', text: 'Yes, interested', interest: 1 })
   */
  happen(event: EventNow): EventResult
  /** What happened and why, oldest first. */
  timeline(query?: TimelineQuery): TimelineRow[]
  /** Why a campaign or subsequence sends or does not, and when its next email goes out. */
  why(campaign: string): Why
}

/** The workspace's scheduled work: jobs, looks at campaigns, planted events. */
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
   * Waits for deliveries in progress, then returns what was delivered, oldest first.
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
  /** Waits until nothing is in progress or due, for 30 seconds at most. */
  idle(): Promise<Idle>
  /**
   * @throws AssertionError with the differences if the deliveries were not as expected
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
