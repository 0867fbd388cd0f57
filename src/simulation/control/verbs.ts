import type { PageQuery } from '../../world/list.ts'
import type { NewPlan } from '../plans/schema.ts'
import { plansIn } from '../plans/store.ts'
import { lookAgain } from '../sending/notes.ts'
import { changeSettings, type SimulationSettings, settingsOf } from '../settings.ts'
import { eventNow } from './event-now.ts'
import { type Runnable, run } from './run.ts'
import type { EventNow, RunUntil, TimelineQuery } from './schema.ts'
import { timelineOf } from './timeline.ts'
import { why } from './why.ts'

/** A test's controls of a workspace's simulator. */
export const simulationOf = (world: Runnable) => {
  const plans = plansIn(world)
  return {
    settings: () => settingsOf(world),
    change: (changes: Partial<SimulationSettings>) => change(world, changes),
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

/** Resumes sending wherever it is allowed again. */
function change(world: Runnable, changes: Partial<SimulationSettings>): SimulationSettings {
  return world.transaction(() => {
    const settings = changeSettings(world, changes)
    lookAgain(world)
    return settings
  })
}
