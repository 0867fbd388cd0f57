import type { World } from '../../world/world.ts'

/** Makes running campaigns look again after a change of an account, or of the tags that may name their senders. */
export const sendersChanged = ({ schedule, clock }: Pick<World, 'schedule' | 'clock'>): void =>
  schedule.add({ task: 'senders_changed', argument: 'all', due: clock.now() })
