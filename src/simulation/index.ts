import type { WorldEvent } from '../world/events.ts'
import { stopOthers } from './events/company.ts'
import { followPlans, happen, PLANTED, plansTables } from './plans/store.ts'
import { runsTable } from './runs.ts'
import { look } from './sending/look.ts'
import { activated, changed, LOOK, sendersChanged } from './sending/notes.ts'
import type { Simulated } from './simulated.ts'

/** The simulator: what it keeps, what it does later, and what it listens to. */
export const simulation = {
  tables: [runsTable, plansTables].join(';'),
  tasks: {
    [LOOK]: look,
    [PLANTED]: happen,
    campaign_activated: activated,
    campaign_changed: changed,
    senders_changed: sendersChanged
  },
  on: {
    email_sent: (world: Simulated, event: WorldEvent) => followPlans(world, event, 'email_sent'),
    reply_received: stopOthers
  }
}
