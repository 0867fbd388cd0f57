import { type Static, Type } from 'typebox'
import { flag, number, wordOf } from '../resources/schemas.ts'
import type { World } from '../world/world.ts'

/** The simulator's settings; a world stores those that differ from the defaults. */
export const SimulationSettings = Type.Object(
  {
    enabled: flag('Whether activated campaigns send.', true),
    pickup: number('How long after an activation or a change sending starts, in milliseconds.', 120_000, {
      minimum: 0,
      maximum: 86_400_000
    }),
    bounce_protect: flag('Whether a campaign stops when over 5% of at least 20 emails have bounced.', true),
    add_unsub_to_block: flag(
      'Whether a lead who unsubscribes from one campaign is added to the block list.',
      false
    ),
    campaign_completed: wordOf('When the event `campaign_completed` is emitted', {
      lead: 'for each lead that has ended',
      campaign: 'once, when the campaign is completed'
    })
  },
  { additionalProperties: false, description: 'The settings of the simulator.' }
)
export type SimulationSettings = Static<typeof SimulationSettings>

export const SimulationChanges = Type.Partial(SimulationSettings, {
  additionalProperties: false,
  examples: [{ pickup: 0 }]
})

const usual: SimulationSettings = {
  enabled: true,
  pickup: 120_000,
  bounce_protect: true,
  add_unsub_to_block: false,
  campaign_completed: 'lead'
}

const NAME = 'simulation'

export const settingsOf = ({ settings }: Pick<World, 'settings'>): SimulationSettings => ({
  ...usual,
  ...settings.read<Partial<SimulationSettings>>(NAME, {})
})

export function changeSettings(
  world: Pick<World, 'settings'>,
  changes: Partial<SimulationSettings>
): SimulationSettings {
  const changed = { ...settingsOf(world), ...changes }
  world.settings.write(NAME, changed)
  return changed
}
