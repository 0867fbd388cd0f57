import { EventNow, RunUntil, TimelineQuery } from '../simulation/control/schema.ts'
import { simulationOf } from '../simulation/control/verbs.ts'
import { NewPlans } from '../simulation/plans/schema.ts'
import { SimulationChanges } from '../simulation/settings.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { check } from './arguments.ts'
import type { WorkspaceSimulation } from './controls.ts'

/** The simulator's API for tests: misspelt names and values out of range are refused. */
export function heldSimulation(workspace: Workspace): WorkspaceSimulation {
  const simulation = simulationOf(workspace)
  return {
    ...simulation,
    change(changes) {
      check(SimulationChanges, changes, 'simulation.change: changes')
      return simulation.change(changes)
    },
    async run(until) {
      check(RunUntil, until, 'simulation.run: until')
      return simulation.run(until)
    },
    plant(plans) {
      check(NewPlans, plans, 'simulation.plant: plans')
      return simulation.plant(plans)
    },
    happen(event) {
      check(EventNow, event, 'simulation.happen: event')
      return simulation.happen(event)
    },
    timeline(query = {}) {
      check(TimelineQuery, query, 'simulation.timeline: query')
      return simulation.timeline(query).value.items
    }
  }
}
