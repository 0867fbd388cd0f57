import type { World } from '../../world/world.ts'

/** Makes running campaigns and subsequences look again after a change of their leads or settings. */
export function sendingChanged(
  { schedule, clock }: Pick<World, 'schedule' | 'clock'>,
  ...ids: (string | null | undefined)[]
): void {
  for (const id of new Set(ids)) {
    if (id) schedule.add({ task: 'campaign_changed', argument: id, due: clock.now() })
  }
}
