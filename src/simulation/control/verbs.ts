import { dueItem } from '../../controls/due/verbs.ts'
import type { PageQuery } from '../../world/list.ts'
import type { NewPlan } from '../plans/schema.ts'
import { plansIn } from '../plans/store.ts'
import { lookAgain } from '../sending/notes.ts'
import { changeSettings, type SimulationChanges, settingsOf } from '../settings.ts'
import { eventNow } from './event-now.ts'
import { type Runnable, run } from './run.ts'
import type { EventNow, RunUntil, SimulationFace, TimelineQuery } from './schema.ts'
import { timelineOf } from './timeline.ts'
import { why } from './why.ts'

/** A test's controls of a workspace's simulator. */
export const simulationOf = (world: Runnable) => {
  const plans = plansIn(world)
  return {
    settings: () => faceOf(world),
    change: (changes: SimulationChanges) => change(world, changes),
    run: (until: RunUntil) => run(world, until),
    plans: plans.list,
    plant: (given: readonly NewPlan[]) => plans.plant(given),
    removePlan: plans.remove,
    clearPlans: plans.clear,
    /** Makes one event happen now and returns what happened, and which deliveries follow. */
    happen: (event: EventNow) => eventNow(world, event),
    timeline: (query: TimelineQuery & PageQuery = {}) => timelineOf(world, query),
    why: (campaign: string) => why(world, campaign)
  }
}

function faceOf(world: Runnable): SimulationFace {
  const next = world.schedule.first(Number.MAX_SAFE_INTEGER)
  return { ...settingsOf(world), seed: Number(world.seed), next: next ? dueItem(next) : null }
}

/** Resumes sending wherever it is allowed again. */
function change(world: Runnable, { seed, ...changes }: SimulationChanges): SimulationFace {
  world.transaction(() => {
    changeSettings(world, changes)
    lookAgain(world)
    // Last: a rollback would not reach the seed in memory.
    if (seed !== undefined) world.reseed(String(seed))
  })
  return faceOf(world)
}
