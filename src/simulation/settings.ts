import { type Static, Type } from 'typebox'
import { flag, number, wordOf } from '../resources/schemas.ts'
import type { World } from '../world/world.ts'

/** The switches of the simulator; a world keeps those that differ from the usual. */
export const SimulationSettings = Type.Object(
  {
    enabled: flag('Whether activated campaigns send; false keeps them as they are.', true),
    pickup: number(
      'How long after an activation or a change the first look is taken, in milliseconds.',
      120_000,
      {
        minimum: 0,
        maximum: 86_400_000
      }
    ),
    bounce_protect: flag('Whether a campaign stops when over 5 % of 20 emails or more have bounced.', true),
    add_unsub_to_block: flag('Whether who unsubscribes from one campaign is blocked for all.', false),
    campaign_completed: wordOf('When `campaign_completed` is told', {
      lead: 'for each lead that has come to the end',
      campaign: 'once, when the campaign is completed'
    })
  },
  { additionalProperties: false, description: 'The switches of the simulator.' }
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
