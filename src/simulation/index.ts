import { CLICKED, OPENED } from '../resources/subsequences/conditions.ts'
import type { WorldEvent } from '../world/events.ts'
import { stopOthers } from './events/company.ts'
import { followPlans, happen, PLANTED } from './plans/follow.ts'
import { plansTables } from './plans/store.ts'
import { runsTable } from './runs.ts'
import { endSoon } from './sending/end-soon.ts'
import { look } from './sending/look.ts'
import { ACTIVATED, activated, CHANGED, changed, LOOK, lookAgain, SENDERS_CHANGED } from './sending/notes.ts'
import { enterAtEnd, enterByActivity, enterByInterest, enterByReply } from './sending/subsequences.ts'
import type { Simulated } from './simulated.ts'

/** The simulator's tables, tasks and listeners. */
export const simulation = {
  tables: [runsTable, plansTables].join(';'),
  tasks: {
    [LOOK]: look,
    [PLANTED]: happen,
    [ACTIVATED]: activated,
    [CHANGED]: changed,
    [SENDERS_CHANGED]: lookAgain
  },
  on: {
    email_sent: followPlans,
    manual_sent: followPlans,
    email_opened: enterByActivity(OPENED),
    link_clicked: enterByActivity(CLICKED),
    campaign_completed: enterAtEnd,
    auto_reply_received: endSoon,
    email_bounced: endSoon,
    lead_unsubscribed: endSoon,
    lead_interest_changed(world: Simulated, event: WorldEvent) {
      enterByInterest(world, event)
      endSoon(world, event)
    },
    reply_received(world: Simulated, event: WorldEvent) {
      stopOthers(world, event)
      enterByReply(world, event)
      endSoon(world, event)
    }
  }
}
