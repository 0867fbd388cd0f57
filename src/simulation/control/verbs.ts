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

/** What a test can do with the simulator of a workspace. */
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
    /** Lets one event happen now, and says how much of each kind happened. */
    happen: (event: EventNow) => eventNow(world, event),
    timeline: (query: TimelineQuery & PageQuery = {}) => timelineOf(world, query),
    why: (campaign: string) => why(world, campaign)
  }
}

/** What was kept from sending goes on where it may again. */
function change(world: Runnable, changes: Partial<SimulationSettings>): SimulationSettings {
  return world.transaction(() => {
    const settings = changeSettings(world, changes)
    lookAgain(world)
    return settings
  })
}
