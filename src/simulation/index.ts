import { CLICKED, OPENED } from '../resources/subsequences/conditions.ts'
import type { WorldEvent } from '../world/events.ts'
import { stopOthers } from './events/company.ts'
import { followPlans, happen, PLANTED, plansTables } from './plans/store.ts'
import { runsTable } from './runs.ts'
import { look } from './sending/look.ts'
import { activated, changed, LOOK, lookAgain } from './sending/notes.ts'
import { enterAtEnd, enterByActivity, enterByInterest, enterByReply } from './sending/subsequences.ts'
import type { Simulated } from './simulated.ts'

/** The simulator's tables, tasks and listeners. */
export const simulation = {
  tables: [runsTable, plansTables].join(';'),
  tasks: {
    [LOOK]: look,
    [PLANTED]: happen,
    campaign_activated: activated,
    campaign_changed: changed,
    senders_changed: lookAgain
  },
  on: {
    email_sent: followPlans,
    manual_sent: followPlans,
    email_opened: enterByActivity(OPENED),
    link_clicked: enterByActivity(CLICKED),
    campaign_completed: enterAtEnd,
    lead_interest_changed: enterByInterest,
    reply_received(world: Simulated, event: WorldEvent) {
      stopOthers(world, event)
      enterByReply(world, event)
    }
  }
}
