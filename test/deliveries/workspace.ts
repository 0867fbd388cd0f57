import type { Test } from 'tap'
import type { NewEvent } from '../../src/world/events.ts'
import { control } from '../admin/control.ts'
import { small } from '../start.ts'

export const noon = '2026-01-15T12:00:00.000Z'

/** The lead of the small world. */
const carla = '019b9288-d680-7000-8000-00000000000c'

/** The small world at noon, with a way to let things happen in it. */
export async function delivering(t: Test, options: Parameters<typeof control>[1] = {}) {
  const client = await control(t, options)
  await client.admin('POST', '/clock/freeze', { at: noon })
  const workspace = await client.app.services.registry.open('default')
  const emit = (event: Partial<NewEvent> & Pick<NewEvent, 'type'>) =>
    workspace.transaction(() =>
      workspace.events.emit({ campaign: small.summer, account: 'anna@example.com', lead: carla, ...event })
    )
  const hook = async (webhook: object) => (await client.post('/webhooks', webhook)).body
  const records = async () =>
    (await client.get('/webhook-events?limit=100')).body.items
      .filter(({ id }: { id: string }) => id !== small.hooked)
      .toReversed()
  const advance = (by: string) => client.admin('POST', '/clock/advance', { by })
  const { idle } = workspace.deliveries
  return { ...client, workspace, emit, hook, records, advance, idle }
}
