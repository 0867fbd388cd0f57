import type { Simulated } from '../simulated.ts'
import { sentEmails } from './log.ts'
import type { Track } from './track.ts'
import { dayOf } from './window.ts'

/** What is left today of the limits of a campaign, or of a subsequence's own; Infinity without a limit. */
export type Limits = {
  emails: number
  newLeads: number
  /** Whether any emails can be sent tomorrow; not if the limit is 0. */
  everEmails: boolean
  everNewLeads: boolean
  /** The end of the day for which the limits count. */
  dayEnds: number
  dayBegan: number
}

export function limitsOf(world: Simulated, track: Track): Limits {
  const { campaign, subsequence } = track
  const now = world.clock.now()
  // Days follow the campaign's first schedule, for the limits of subsequences as well.
  const { begins: dayBegan, ends } = dayOf(campaign.campaign_schedule, now)
  const sent = sentEmails(world)
  const { daily_max_leads } = campaign
  const left = (limit: number | null | undefined, count: () => number) =>
    typeof limit === 'number' ? Math.max(limit - count(), 0) : Number.POSITIVE_INFINITY
  return {
    emails: emailsLeft(world, track, dayBegan),
    everEmails: (limitOf(track) ?? 1) > 0,
    everNewLeads: daily_max_leads !== 0,
    newLeads: subsequence
      ? Number.POSITIVE_INFINITY
      : left(daily_max_leads, () => sent.newLeads(campaign.id, dayBegan)),
    dayEnds: ends,
    dayBegan
  }
}

/** The daily limit of emails, if there is one. */
function limitOf({ campaign, subsequence }: Track): number | null | undefined {
  const mode = subsequence?.daily_limit_mode ?? 'inherit'
  if (!subsequence || mode === 'inherit') return campaign.daily_limit
  return mode === 'custom' ? subsequence.daily_limit : undefined
}

function emailsLeft(world: Simulated, track: Track, since: number): number {
  const { campaign, subsequence } = track
  const sent = sentEmails(world)
  const limit = limitOf(track)
  if (typeof limit !== 'number') return Number.POSITIVE_INFINITY
  if (subsequence?.daily_limit_mode === 'custom')
    return Math.max(limit - sent.ofSubsequence(subsequence.id, campaign.id, since), 0)
  const apart = world.subsequences
    .ofCampaign(campaign.id)
    .filter((id) => ['custom', 'unlimited'].includes(world.subsequences.require(id).daily_limit_mode ?? ''))
  return Math.max(limit - sent.ofCampaign(campaign.id, since, apart), 0)
}

/** Whether the company has reached today's limit of emails. */
export function companyIsFull(world: Simulated, { campaign }: Track, domain: string, since: number): boolean {
  const { mode, daily_limit, scope } = campaign.limit_emails_per_company_override ?? {}
  if (mode !== 'custom' || typeof daily_limit !== 'number' || domain === '') return false
  const within = scope === 'across_workspace' ? undefined : campaign.id
  return sentEmails(world).toCompany(domain, since, within) >= daily_limit
}
