import type { World } from '../world/world.ts'

export const modes = ['deliver', 'hold', 'record'] as const
export type Mode = (typeof modes)[number]

const NAME = 'deliveries_mode'

/** Whether calls are made, held until released, or only recorded as made. */
export const modeOf = ({ settings }: Pick<World, 'settings'>) => ({
  read: () => settings.read<Mode>(NAME, 'deliver'),
  write: (mode: Mode) => settings.write(NAME, mode)
})
