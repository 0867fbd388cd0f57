import { type Static, Type } from 'typebox'
import { ranges } from '../ranges.ts'
import { flag, integer, number, wordOf } from '../resources/schemas.ts'
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
      lead: 'for each lead that has received its last step',
      campaign: 'once, when the campaign is completed'
    })
  },
  { additionalProperties: false, description: 'The settings of the simulator.' }
)
export type SimulationSettings = Static<typeof SimulationSettings>

const [minimum, maximum] = ranges.seed
export const Seed = integer(
  'What chance follows from: the same seed and the same calls give the same world. Without `--data`, new ids follow it too.',
  1,
  { minimum, maximum }
)

export const SimulationChanges = Type.Partial(Type.Object({ ...SimulationSettings.properties, seed: Seed }), {
  additionalProperties: false,
  examples: [{ pickup: 0 }]
})
export type SimulationChanges = Static<typeof SimulationChanges>

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

export const changeSettings = (world: Pick<World, 'settings'>, changes: Partial<SimulationSettings>): void =>
  world.settings.write(NAME, { ...settingsOf(world), ...changes })
