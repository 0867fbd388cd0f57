import { badRequest } from '../../errors.ts'
import type { JsonDocument } from '../../world/document.ts'
import type { World } from '../../world/world.ts'
import { requireStill } from '../background-jobs/locks.ts'
import type { BackgroundJob } from '../background-jobs/schema.ts'
import type { MoveLeads } from './bulk.ts'
import type { Target } from './known.ts'
import { moveRows } from './move-rows.ts'
import { destinationOf, requireTarget, type TargetNeighbours } from './targets.ts'

/** Starts the job that moves leads; the first are moved before the next request is answered. */
export function moving(world: World, neighbours: TargetNeighbours) {
  const { backgroundJobs } = neighbours
  const rows = moveRows(world)

  return (body: MoveLeads): JsonDocument<BackgroundJob> => {
    const target = destinationOf(body)
    // Reported live.
    if (body.ids && !body.campaign && !body.list_id)
      throw badRequest('A source campaign or list is required for bulk move operations')
    requireTarget(neighbours, target)
    requireStill(backgroundJobs, body.campaign, body.list_id)
    return world.transaction(() => {
      const job = backgroundJobs.start({
        type: 'move-leads',
        ...entityOf(body, target),
        data: { filters: body }
      })
      const { id } = job.value
      rows.begin(id, body)
      world.schedule.add({ task: 'move_leads', argument: id, due: world.clock.now() })
      return job
    })
  }
}

/** The source (recorded), or the target if there is no source (a choice). */
function entityOf({ campaign, list_id }: MoveLeads, target: Target) {
  const source = campaign ? { campaign } : list_id ? { list_id } : target
  return 'campaign' in source
    ? ({ entity_type: 'campaign', entity_id: source.campaign } as const)
    : ({ entity_type: 'list', entity_id: source.list_id } as const)
}
