import { COMPLETED, RUNNING_SUBSEQUENCES } from '../../resources/campaigns/status.ts'
import type { Lead } from '../../resources/leads/schema.ts'
import { BOUNCED, COMPLETED as ENDED, UNSUBSCRIBED } from '../../resources/leads/status.ts'
import { type CLICKED, FINISHED_WITHOUT_REPLY, type OPENED } from '../../resources/subsequences/conditions.ts'
import type { CampaignSubsequence } from '../../resources/subsequences/schema.ts'
import type { NewEvent, WorldEvent } from '../../world/events.ts'
import { withoutQuotation } from '../rendering/quotation.ts'
import { runs } from '../runs.ts'
import type { Simulated } from '../simulated.ts'
import { setStatus } from './set-status.ts'
import { isActive, trackOf } from './track.ts'

type Conditions = CampaignSubsequence['conditions']
type Listener = (world: Simulated, event: WorldEvent) => void

/** The lead's activity, by its name in conditions (documented). */
export const enterByActivity =
  (activity: typeof OPENED | typeof CLICKED): Listener =>
  (world, event) =>
    enter(world, event, ({ lead_activity = [] }) => lead_activity.includes(activity))

/** The lead's new interest. */
export const enterByInterest: Listener = (world, event) =>
  enter(world, event, ({ crm_status = [] }) => crm_status.some((status) => status === event.value))

/** The end of the campaign's own sequence without a reply. */
export function enterAtEnd(world: Simulated, event: Omit<NewEvent, 'type'>): void {
  if (event.subsequence) return
  enter(
    world,
    event,
    ({ lead_activity = [] }, { email_reply_count }) =>
      email_reply_count === 0 && lead_activity.includes(FINISHED_WITHOUT_REPLY)
  )
}

/** The text of a reply without what it quotes, ignoring case. */
export const enterByReply: Listener = (world, event) => {
  if (!event.email || !world.emails.has(event.email)) return
  const { text = '' } = world.emails.require(event.email).body
  const said = withoutQuotation(text).toLowerCase()
  enter(world, event, ({ reply_contains }) => !!reply_contains && said.includes(reply_contains.toLowerCase()))
}

/**
 * Moves the lead into the oldest subsequence of its campaign whose conditions it meets and in which it has not been (a
 * choice). Nothing happens in a static campaign, or to a lead that is still in a subsequence.
 */
function enter(
  world: Simulated,
  { lead: id, campaign }: Omit<NewEvent, 'type'>,
  meets: (conditions: Conditions, lead: Lead) => boolean
): void {
  if (!id || !campaign) return
  const subsequences = world.subsequences.ofCampaign(campaign)
  if (!subsequences.length || !world.leads.has(id)) return
  const lead = world.leads.require(id)
  if (lead.campaign !== campaign || lead.status === BOUNCED || lead.status === UNSUBSCRIBED) return
  if (lead.subsequence_id && lead.status !== ENDED) return
  const entered = subsequences
    .map((subsequence) => world.subsequences.require(subsequence))
    .toSorted((a, b) => (a.timestamp_created < b.timestamp_created ? -1 : 1))
    .find((subsequence) => meets(subsequence.conditions, lead) && isOpenFor(world, subsequence.id, id))
  if (!entered) return
  world.leads.moveToSubsequence({ id, subsequence_id: entered.id })
  if (world.campaigns.require(campaign).status === COMPLETED) setStatus(world, campaign, RUNNING_SUBSEQUENCES)
}

function isOpenFor(world: Simulated, subsequence: string, lead: string): boolean {
  const track = trackOf(world, subsequence)
  if (!track || !isActive(track) || !runs(world).isLive(track)) return false
  const before =
    "SELECT 1 FROM events WHERE lead = ? AND type = 'subsequence_entered' AND subsequence = ? LIMIT 1"
  return world.sql(before).get(lead, subsequence) === undefined
}
