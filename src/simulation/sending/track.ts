import type { Campaign } from '../../resources/campaigns/schema.ts'
import { ACTIVE, COMPLETED, RUNNING_SUBSEQUENCES } from '../../resources/campaigns/status.ts'
import type { CampaignSubsequence } from '../../resources/subsequences/schema.ts'
import type { Simulated } from '../simulated.ts'
import type { Schedule } from './window.ts'

export type Step = NonNullable<CampaignSubsequence['sequences']>[number]['steps'][number]

/** Something with a sequence of its own: a campaign or one of its subsequences. */
export type Track = {
  /** The id of the subsequence if there is one, else of the campaign. */
  id: string
  campaign: Campaign
  subsequence: CampaignSubsequence | undefined
  schedule: Schedule
  steps: readonly Step[]
}

/** The track of the campaign or subsequence with this id; undefined if it does not exist. */
export function trackOf({ campaigns, subsequences }: Simulated, id: string): Track | undefined {
  if (campaigns.has(id)) {
    const campaign = campaigns.require(id)
    const steps = campaign.sequences?.[0]?.steps ?? []
    return { id, campaign, subsequence: undefined, schedule: campaign.campaign_schedule, steps }
  }
  if (!subsequences.has(id)) return undefined
  const subsequence = subsequences.require(id)
  const campaign = campaigns.require(subsequence.parent_campaign)
  const schedule = subsequence.subsequence_schedule ?? campaign.campaign_schedule
  return { id, campaign, subsequence, schedule, steps: subsequence.sequences?.[0]?.steps ?? [] }
}

/** A subsequence sends while it is active and its campaign is active or has finished its own sequence. */
export function isActive({ campaign, subsequence }: Track): boolean {
  if (!subsequence) return campaign.status === ACTIVE
  return (
    subsequence.status === ACTIVE &&
    [ACTIVE, COMPLETED, RUNNING_SUBSEQUENCES].some((s) => s === campaign.status)
  )
}

const MINUTE = 60_000
const units = { minutes: MINUTE, hours: 60 * MINUTE, days: 24 * 60 * MINUTE }

/** The delay between this step and the next, in milliseconds; a day is 24 hours. */
export const delayAfter = ({ delay, delay_unit = 'days' }: Step): number => delay * units[delay_unit]

/** The delay between a lead's entry into a subsequence and the first step. */
export const delayBefore = ({ subsequence, steps: [first] }: Track): number =>
  subsequence && first ? preDelay(first) : 0

const preDelay = ({ pre_delay = 0, pre_delay_unit = 'days' }: Step) => pre_delay * units[pre_delay_unit]
