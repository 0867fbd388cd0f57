import type { World } from '../../world/world.ts'

/** Makes running campaigns look again: an account has changed, or the tags by which they may name their senders. */
export const sendersChanged = ({ schedule, clock }: Pick<World, 'schedule' | 'clock'>): void =>
  schedule.add({ task: 'senders_changed', argument: 'all', due: clock.now() })
